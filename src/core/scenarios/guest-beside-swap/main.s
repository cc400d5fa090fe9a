// The guest gives two granules tags and uses them by the pointers that carry the
// tags. Whenever the host swaps the page out, the next access brings it back.
main:
        adr     x0, data
        addg    x1, x0, #0x100, #9      // granule 0x10
        stg     x1, [x1]                // the first touch: out to the host and back
        mov     w2, #42
        str     w2, [x1]                // checked, and equal
        add     x3, x1, #0xe00          // granule 0xf0
        stg     x3, [x3]
        ldr     w4, [x1]                // faults if the tag did not come back
        ldg     x5, [x3]
        ldg     x8, [x0, #0x200]        // a granule that it never gave a tag
        b       off

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        b       off
