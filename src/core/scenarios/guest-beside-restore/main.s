// The guest gives a granule tag 9, and uses it by the pointer that carries the tag.
// Meanwhile the VMM restores the page's tags: 7 for this granule and another one.
main:
        adr     x0, data
        addg    x1, x0, #0x100, #9      // granule 0x10
        stg     x1, [x1]                // the first touch: out to the host and back
        mov     w2, #42
        str     w2, [x1]                // a tag check fault, if the tag is 7 by now
        add     x3, x0, #0xf00          // granule 0xf0
        ldg     x3, [x3]                // what was restored there, if it still is
        b       off

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        b       off
