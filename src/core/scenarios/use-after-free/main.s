// free gives the object's granule another tag, so that the pointer that was kept
// faults. Unless chance gives the same tag again: once in sixteen.
main:
        adr     x0, data
        ldr     x9, =0x100000           // RGSR: the seed from bit 8 on, the last tag below
        mov     x10, #0                 // how many uses after free have faulted
        mov     x11, #16                // seeds to try: one for each number that free can draw
again:  msr     rgsr_el1, x9
        irg     x1, x0                  // malloc
        stg     x1, [x1]
        irg     x2, x1                  // free: a tag by chance
        stg     x2, [x2]
        ldr     w5, [x1]                // and used after free
        add     x9, x9, #0x1000         // the next seed
        subs    x11, x11, #1
        b.ne    again
        b       off
        .ltorg

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        add     x10, x10, #1
        mrs     x8, elr_el1
        add     x8, x8, #4
        msr     elr_el1, x8
        eret                            // on behind what faulted
