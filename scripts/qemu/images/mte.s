// Memory tagging at EL1, memory Normal Tagged: faults, TFSR, random tags.
        ldr     x1, =vectors
        msr     vbar_el1, x1
        msr     nzcv, xzr
        // 1 GiB blocks: devices at 0, RAM at 0x40000000.
        ldr     x1, =0x40400000
        ldr     x2, =0x60000000000405   // device, AttrIndx 1, never executed
        str     x2, [x1]
        ldr     x2, =0x40000401
        str     x2, [x1, #8]
        msr     ttbr0_el1, x1
        mov     x2, #0x00f0
        msr     mair_el1, x2
        ldr     x2, =0x2200803519       // T0SZ 25, inner shareable write-back, EPD1, 40 bits, TBI0
        msr     tcr_el1, x2
        tlbi    vmalle1
        dsb     sy
        isb
        mrs     x2, sctlr_el1
        orr     x2, x2, #1
        orr     x2, x2, #1 << 43
        orr     x2, x2, #1 << 40
        msr     sctlr_el1, x2
        isb

        mov     x2, #0x1234
        lsl     x2, x2, #8
        msr     rgsr_el1, x2
        mov     x2, #0x00f1
        msr     gcr_el1, x2
        mov     x5, #8
        ldr     x3, =0x40500000
1:      irg     x0, x3
        bl      hex
        subs    x5, x5, #1
        b.ne    1b
        mrs     x0, rgsr_el1
        bl      hex

        ldr     x3, =0x0500000040500000
        stg     x3, [x3]
        ldr     x4, =0x40500000
        ldg     x4, [x4]
        mov     x0, x4
        bl      hex
        mov     x1, #99
        str     x1, [x3]
        ldr     x0, [x3]
        bl      hex
        addg    x6, x3, #0, #1
        ldr     x0, [x6]                // synchronous fault
        str     x1, [x6]
        stp     x1, x1, [x6]
        ldxr    x1, [x6]
        ldadd   x1, x2, [x6]
        ldr     x0, [x3]
        bl      hex
        msr     tco, #1
        ldr     x0, [x6]
        bl      hex
        msr     tco, #0
        mov     sp, x6
        ldr     x0, [sp]                // not checked
        bl      hex

        // Asynchronous, then asymmetric.
        mrs     x2, sctlr_el1
        eor     x2, x2, #3 << 40
        msr     sctlr_el1, x2
        isb
        str     x1, [x6]
        dsb     sy
        mrs     x0, tfsr_el1
        bl      hex
        msr     tfsr_el1, xzr
        orr     x2, x2, #1 << 40
        msr     sctlr_el1, x2
        isb
        str     x1, [x6]
        ldr     x7, [x6]
        dsb     sy
        mrs     x0, tfsr_el1
        bl      hex

        subp    x0, x6, x3
        bl      hex
        gmi     x0, x6, xzr
        bl      hex
        cmpp    x6, x3
        mrs     x0, nzcv
        bl      hex
        mrs     x0, gmid_el1
        bl      hex
        b       off
