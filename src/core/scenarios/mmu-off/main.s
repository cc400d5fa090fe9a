// With the MMU off, memory has no tags: nothing is checked, LDG gives 0, STG does
// nothing. The tags that were there are there again when it is on.
main:
        adr     x0, data
        addg    x1, x0, #0, #5
        stg     x1, [x1]                // MMU on: the granule gets tag 5
        ldg     x2, [x0]                // 5

        mrs     x9, sctlr_el1
        and     x9, x9, #~1
        msr     sctlr_el1, x9           // MMU off
        isb
        ldg     x3, [x0]                // 0
        addg    x4, x0, #0, #9
        stg     x4, [x4]                // no tag is stored
        mov     w5, #42
        str     w5, [x4]                // unchecked: goes through

        orr     x9, x9, #1
        msr     sctlr_el1, x9           // MMU on
        isb
        ldg     x10, [x0]               // 5 again
        ldr     w11, [x1]               // checked, and equal: 42
        ldr     w12, [x4]               // a fault
        b       off

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        b       off
