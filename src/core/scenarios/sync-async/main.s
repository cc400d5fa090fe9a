// The same wrong store three times, by a pointer of another tag than the granule's.
// SCTLR_EL1.TCF says what comes of it.
main:
        adr     x0, data                // this granule's tag is 0
        addg    x1, x0, #0, #1          // a pointer with another tag

        mov     x9, #1                  // synchronous
        bl      mode
        mov     w2, #1
        str     w2, [x1]                // faults, and nothing is written
        ldr     w3, [x0]                // still 0

        mov     x9, #2                  // asynchronous
        bl      mode
        mov     w2, #2
        str     w2, [x1]                // goes through
        ldr     w4, [x0]                // 2
        bl      report                  // where it is found out
        mov     x12, x9

        mov     x9, #3                  // asymmetric: loads fault, stores are noted
        bl      mode
        mov     w2, #3
        str     w2, [x1]                // goes through
        ldr     w5, [x1]                // faults
        bl      report
        mov     x13, x9
        b       off

// x9: what goes into SCTLR_EL1.TCF.
mode:   mrs     x11, sctlr_el1
        bfi     x11, x9, #40, #2
        msr     sctlr_el1, x11
        isb
        ret

// x9: whether a check of EL1 has failed since the last time. Which, nobody knows.
report: dsb     ish
        isb                             // what was noted is in the register now
        mrs     x9, tfsr_el1            // TF0, for addresses of the lower half
        msr     tfsr_el1, xzr
        ret

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        mrs     x8, elr_el1
        add     x8, x8, #4
        msr     elr_el1, x8
        eret                            // on behind what faulted
