// A pointer with tag 0 is checked like any other, unless TCR_EL1.TCMA0 says that it
// is not.
main:
        adr     x0, data                // tag 0
        addg    x1, x0, #0, #1          // tag 1
        stg     x1, [x1]                // which the granule gets
        ldr     w2, [x0]                // 0 is not 1: a fault

        mrs     x9, tcr_el1
        orr     x9, x9, #1 << 57        // TCMA0
        msr     tcr_el1, x9
        isb
        ldr     w3, [x0]                // now unchecked
        addg    x4, x1, #0, #1          // tag 2
        ldr     w5, [x4]                // is checked as before: a fault
        b       off

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        mrs     x9, elr_el1
        add     x9, x9, #4
        msr     elr_el1, x9
        eret                            // on behind what faulted
