// An access by SP and a number in the instruction is not checked. By SP and a
// register, or if SP is changed by the way, it is.
main:
        adr     x9, data
        addg    x1, x9, #0, #1
        stg     x1, [x1]                // the granule's tag is 1,
        mov     sp, x9                  // and SP's is 0

        mov     w2, #7
        str     w2, [sp]                // unchecked
        ldr     w3, [sp]                // unchecked
        ldp     w4, w5, [sp, #8]        // unchecked
        ldxr    w4, [sp]                // unchecked

        mov     x10, #0
        ldr     w11, [sp, x10]          // a register: a fault
        ldr     w12, [sp], #16          // SP is changed: a fault, and SP stays
        mov     x13, sp
        ldr     w14, [x13]              // no SP: a fault
        b       off

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        mrs     x8, elr_el1
        add     x8, x8, #4
        msr     elr_el1, x8
        eret                            // on behind what faulted
