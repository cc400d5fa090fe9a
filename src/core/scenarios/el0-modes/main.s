// A program at EL0 makes the same wrong store and the same wrong load in the three
// modes of SCTLR_EL1.TCF0. The kernel at EL1 notes a digit for each mode.
main:
        mrs     x9, sctlr_el1
        orr     x9, x9, #1 << 42        // ATA0: EL0 has tags
        orr     x9, x9, #1 << 37        // ITFSB: what is noted is in TFSRE0_EL1 by the time EL1 runs
        msr     sctlr_el1, x9
        mov     x19, #1                 // TCF0: 1 synchronous, 2 asynchronous, 3 asymmetric
        mov     x20, #0                 // what each mode's store has left
        mov     x21, #0                 // how many faults each mode took
        mov     x22, #0                 // TFSRE0_EL1 after each mode

next:   mrs     x9, sctlr_el1
        bfi     x9, x19, #38, #2        // TCF0
        msr     sctlr_el1, x9
        lsl     x21, x21, #4            // no fault in this mode yet
        adr     x9, user
        add     x9, x9, #0x200, lsl #12 // through the block that is EL0's
        msr     elr_el1, x9
        msr     spsr_el1, xzr           // EL0, and checks count
        eret

// X19 says to the program which mode it runs in; X2 is its answer.
user:   adr     x0, data                // this granule's tag is 0
        addg    x1, x0, #0, #1          // a pointer with another tag
        str     w19, [x1]               // a wrong store
        ldr     w3, [x1]                // a wrong load
        ldr     w2, [x0]                // what is there
        svc     #0

fault:  mrs     x6, esr_el1
        lsr     x7, x6, #26
        cmp     x7, #0x15               // the SVC
        b.eq    ended
        cmp     x7, #0x24               // a data abort from a lower EL
        cinc    x21, x21, eq
        mrs     x8, elr_el1
        add     x8, x8, #4
        msr     elr_el1, x8
        eret                            // on behind what faulted

ended:  orr     x20, x2, x20, lsl #4
        mov     x9, #0                  // what is noted where the register is undefined
        mrs     x9, tfsre0_el1          // TF0: some check of EL0 has failed since the last time
        orr     x22, x9, x22, lsl #4
        msr     tfsre0_el1, xzr
        add     x19, x19, #1
        cmp     x19, #4
        b.ne    next
        b       off
