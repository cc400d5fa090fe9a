// A program at EL0 fails a tag check, and the kernel at EL1 is told.
main:
        mrs     x9, sctlr_el1
        orr     x9, x9, #1 << 42        // ATA0: EL0 has tags
        orr     x9, x9, #1 << 38        // TCF0: its checks are synchronous
        msr     sctlr_el1, x9
        adr     x9, user
        add     x9, x9, #0x200, lsl #12 // through the block that is EL0's
        msr     elr_el1, x9
        msr     spsr_el1, xzr           // EL0, and checks count
        eret

user:   adr     x0, data                // as the program has it: from its own PC on
        addg    x1, x0, #0, #1
        stg     x1, [x1]
        mov     w2, #42
        str     w2, [x1]                // checked, and equal
        ldr     w3, [x1]
        ldr     w5, [x0]                // a tag check fault, to EL1
        svc     #0                      // never comes here

fault:  mrs     x6, esr_el1             // class 0x24: a data abort from a lower EL
        mrs     x7, far_el1             // the address, with the pointer's tag
        mrs     x8, spsr_el1            // where it came from: EL0
        b       off
