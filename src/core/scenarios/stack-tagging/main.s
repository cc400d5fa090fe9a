// A function whose stack has a tag for each variable, as compilers lay it out. What
// is reached from SP by a number in the instruction is not checked: the compiler
// knows that it is right.
main:
        mov     x9, #1
        msr     gcr_el1, x9             // IRG never gives 0, which SP has
        adr     x9, data
        add     sp, x9, #0x100
        sub     sp, sp, #48             // room for a of 16 bytes, and b of 32
        irg     x0, sp                  // &a, with a random tag
        addg    x1, x0, #16, #1         // &b: 16 bytes on, and the next tag
        stg     x0, [x0]                // a is one granule
        st2g    x1, [x1]                // b is two

        mov     w2, #7
        str     w2, [x0]                // checked, and equal
        str     w2, [x1, #16]           // likewise
        ldr     w3, [sp, #32]           // SP's tag is 0, the granule's is not: unchecked
        add     x4, sp, #32
        ldr     w5, [x4]                // the same address, by a register: a fault
        str     w2, [x0, #16]           // behind a, into b: a fault

        stg     sp, [sp]                // the way back: what was on the stack
        st2g    sp, [sp, #16]           // gets SP's tag again
        add     sp, sp, #48
        ldr     w8, [x0]                // a pointer that outlived its frame: a fault
        b       off

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        mrs     x9, elr_el1
        add     x9, x9, #4
        msr     elr_el1, x9
        eret                            // on behind what faulted
