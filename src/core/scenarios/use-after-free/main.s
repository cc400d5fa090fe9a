// free gives the object's granule another tag, so that the pointer that was kept
// faults. Unless chance gives the same tag again: once in sixteen.
main:
        adr     x19, data               // where the heap's only object lies
        ldr     x9, =0x100000           // RGSR: the seed from bit 8 on, the last tag below
        mov     x10, #0                 // how many uses after free have faulted
        mov     x11, #16                // seeds to try: one for each number that free can draw
again:  msr     rgsr_el1, x9
        bl      malloc
        mov     x1, x0                  // a pointer that is kept
        bl      free
        ldr     w5, [x1]                // and used after free
        add     x9, x9, #0x1000         // the next seed
        subs    x11, x11, #1
        b.ne    again
        b       off
        .ltorg

// x0: the object, by a pointer with a tag by chance, which its granule gets.
malloc: irg     x0, x19
        stg     x0, [x0]
        ret

// x0: the object. Its granule gets a tag by chance again.
free:   irg     x2, x0
        stg     x2, [x2]
        ret

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        add     x10, x10, #1
        mrs     x8, elr_el1
        add     x8, x8, #4
        msr     elr_el1, x8
        eret                            // on behind what faulted
