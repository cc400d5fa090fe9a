// Exceptions at EL1 without the MMU.
        ldr     x1, =vectors
        msr     vbar_el1, x1
        msr     nzcv, xzr
        ldr     x0, =0x40200000
        mov     sp, x0
        udf     #0
        .word   0xffffffff
        svc     #0x1234
        brk     #0xabc
        smc     #0
        ldr     x1, =0x40200004
        ldxr    x2, [x1]
        stlr    x2, [x1]
        cas     x2, x3, [x1]
        add     sp, sp, #8
        ldr     x2, [sp]
        sub     sp, sp, #8
        mrs     x0, currentel
        bl      hex
        mrs     x0, daif
        bl      hex
        mrs     x0, spsel
        bl      hex
        msr     spsel, #0
        mov     x1, #64
        mov     sp, x1
        msr     spsel, #1
        mov     x0, sp
        bl      hex
        mrs     x0, sp_el0
        bl      hex
        msr     daifclr, #3
        svc     #1
        mrs     x0, daif
        bl      hex
        // An illegal return: EL2 does not exist.
        adr     x1, 1f
        msr     elr_el1, x1
        mov     x1, #0x3c9
        msr     spsr_el1, x1
        eret
1:      nop
        b       off
