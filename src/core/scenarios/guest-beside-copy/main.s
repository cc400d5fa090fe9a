// The guest gives two granules of a page tag 9, first the low one, then the high
// one. The VMM copies the tags of that page meanwhile.
main:
        adr     x0, data
        addg    x1, x0, #0x100, #9      // granule 0x10
        stg     x1, [x1]                // the first touch: out to the host and back
        add     x2, x1, #0xe00          // granule 0xf0
        stg     x2, [x2]
        b       off

fault:  mrs     x6, esr_el1
        b       off
