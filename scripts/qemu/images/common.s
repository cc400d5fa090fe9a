// Behind every image: registers as text, exceptions as text. X20 to X28 are its own.
// What is taken from EL1 goes on behind the instruction, except for SVC, whose ELR is there already.

hex:    // X0 as 16 digits and a new line
        ldr     x20, =0x09000000
        mov     x21, #60
1:      lsr     x22, x0, x21
        and     x22, x22, #15
        cmp     x22, #10
        add     x23, x22, #'0'
        add     x24, x22, #'a' - 10
        csel    x23, x23, x24, lo
        str     w23, [x20]
        subs    x21, x21, #4
        b.ge    1b
        mov     w23, #10
        str     w23, [x20]
        ret

off:    ldr     w0, =0x84000008
        hvc     #0

        .ltorg
        .align  11
vectors:
        .skip   0x200
        b       taken
        .skip   0x1fc
        b       taken
        .skip   0x3fc

taken:  mrs     x25, esr_el1            // svc #0xffff: EL0 has done
        mov     w26, #0xffff
        movk    w26, #0x5600, lsl #16
        cmp     w25, w26
        b.eq    off
        mov     x25, x0
        mov     x26, x30
        mrs     x0, esr_el1
        bl      hex
        mrs     x0, far_el1
        bl      hex
        mrs     x0, elr_el1
        bl      hex
        mrs     x0, spsr_el1
        bl      hex
        mrs     x27, esr_el1
        lsr     x27, x27, #26
        cmp     x27, #0x15
        b.eq    2f
        mrs     x27, elr_el1
        add     x27, x27, #4
        msr     elr_el1, x27
2:      mrs     x27, spsr_el1           // what an illegal return has left
        and     x27, x27, #~(1 << 20)
        msr     spsr_el1, x27
        mov     x0, x25
        mov     x30, x26
        eret
