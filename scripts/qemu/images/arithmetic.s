// A little of everything that compilers emit: printed, so that the console differs if any of it does.
        ldr     x1, =vectors
        msr     vbar_el1, x1
        msr     nzcv, xzr
        mov     x10, #0
        ldr     x11, =0x123456789abcdef1
        ldr     x12, =0xfedcba9876543210
        mov     x13, #300
loop:   mul     x14, x11, x12
        umulh   x15, x11, x12
        smulh   x16, x12, x13
        eor     x10, x10, x14, ror #13
        add     x10, x10, x15, lsr #7
        sub     x10, x10, w16, sxtw #2
        udiv    x17, x12, x13
        sdiv    x18, x11, x13
        msub    x19, x17, x13, x12
        adds    x10, x10, x17
        adcs    x10, x10, x18
        sbcs    x10, x10, x19
        csinc   x10, x10, x11, mi
        ccmp    x10, x12, #5, hi
        csneg   x10, x10, x13, vs
        rbit    x14, x10
        rev     x15, x14
        rev16   w16, w15
        clz     x17, x16
        cls     x18, x10
        bfi     x11, x10, #9, #17
        ubfx    x12, x10, #3, #40
        sbfiz   x19, x10, #5, #30
        extr    x14, x14, x19, #21
        crc32x  w15, w15, x14
        crc32cb w16, w16, w15
        eor     x11, x11, x15
        add     x12, x12, x16, lsl #32
        tbz     x10, #3, 1f
        orn     x11, x11, x17
1:      tbnz    x10, #60, 2f
        bics    x12, x12, x18
2:      subs    x13, x13, #1
        cbnz    x13, loop
        mov     x0, x10
        bl      hex
        mov     x0, x11
        bl      hex
        mov     x0, x12
        bl      hex
        mrs     x0, nzcv
        bl      hex

        // Memory: pairs, both indices, sizes, exclusives, atomics.
        ldr     x9, =0x40200000
        mov     sp, x9
        stp     x10, x11, [sp, #-32]!
        strb    w12, [sp, #17]
        strh    w12, [sp, #18]
        ldrsb   x1, [sp, #17]
        ldrsh   w2, [sp, #18]
        ldrsw   x3, [sp, #4]
        ldp     x4, x5, [sp], #32
        ldpsw   x6, x7, [x9, #-24]
        add     x0, x1, x2
        add     x0, x0, x3
        eor     x0, x0, x6
        eor     x0, x0, x7
        bl      hex
        mov     x1, #77
3:      ldxr    x2, [x9]
        add     x2, x2, x1
        stxr    w3, x2, [x9]
        cbnz    w3, 3b
        ldadd   x1, x4, [x9]
        ldsmax  x10, x5, [x9]
        swpal   x11, x6, [x9]
        mov     x7, x11
        cas     x7, x12, [x9]
        ldumin  x10, x8, [x9]
        stset   x1, [x9]
        ldr     x0, [x9]
        bl      hex
        add     x0, x4, x5
        add     x0, x0, x6
        add     x0, x0, x7
        add     x0, x0, x8
        bl      hex
        b       off
