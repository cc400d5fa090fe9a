// A kernel copies a page: its bytes say nothing of its tags, which go by LDGM and
// STGM, a block at a time.
main:
        adr     x0, data
        mov     x1, x0
        mov     x2, #16
tag:    stg     x1, [x1]                // the first sixteen granules: 0, 1, 2 ...
        addg    x1, x1, #16, #1
        subs    x2, x2, #1
        b.ne    tag
        add     x1, x0, #0xff0
        addg    x1, x1, #0, #5
        stg     x1, [x1]                // and the page's last: 5

        adr     x3, data
        adr     x4, copy
        mov     x5, x4                  // where the page ends: the copy follows it
        mrs     x9, gmid_el1            // BS: a block is 4 << BS bytes, 256 here
        mov     x10, #4
        lsl     x9, x10, x9
block:  ldgm    x6, [x3]                // the tags of sixteen granules, 4 bits each
        stgm    x6, [x4]
        add     x3, x3, x9
        add     x4, x4, x9
        cmp     x3, x5
        b.ne    block

        ldgm    x7, [x5]                // the copy's first block
        sub     x4, x4, #16
        ldg     x8, [x4]                // and its last granule
        b       off

fault:  mrs     x6, esr_el1
        b       off
