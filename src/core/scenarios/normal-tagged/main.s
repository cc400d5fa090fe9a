// Memory has tags where the guest's own tables call it Normal Tagged, and nowhere
// else.
main:
        adr     x0, data
        addg    x1, x0, #0, #1
        stg     x1, [x1]                // MMU off: the granule gets no tag
        ldg     x2, [x0]                // 0
        str     wzr, [x1]               // and nothing is checked

        adr     x9, table
        msr     ttbr0_el1, x9
        mov     x10, #0xf0ff            // attribute 0: Normal; 1: Normal, Tagged
        msr     mair_el1, x10
        mrs     x10, sctlr_el1
        orr     x10, x10, #1            // MMU on
        msr     sctlr_el1, x10
        isb
        add     x0, x0, #0x200, lsl #12 // the same granule through the second block
        addg    x1, x0, #0, #1
        stg     x1, [x1]                // Normal: as before
        ldg     x3, [x0]
        str     wzr, [x1]

        str     xzr, [x9, #8]           // another type of memory: the old entry goes,
        dsb     ish
        tlbi    vmalle1                 // here and in the TLB,
        dsb     ish
        isb
        mov     x10, #0x705
        str     x10, [x9, #8]           // before the new one comes: attribute 1
        dsb     ish
        isb
        stg     x1, [x1]                // Normal Tagged: now it has one
        ldg     x4, [x0]
        str     wzr, [x1]               // checked, and equal
        str     wzr, [x0]               // a fault
        b       off

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        b       off
