// What PSCI answers.
        ldr     x1, =vectors
        msr     vbar_el1, x1
        msr     nzcv, xzr
        adr     x10, calls
1:      ldp     w0, w1, [x10], #8
        mov     x2, #0
        mov     x3, #0
        cbz     w0, off
        hvc     #0
        bl      hex
        b       1b
calls:  .word   0x84000000, 0           // version
        .word   0x84000006, 0           // migrate info type
        .word   0x8400000a, 0x84000008  // features: system off
        .word   0x8400000a, 0xc4000003  // cpu on
        .word   0x8400000a, 0x84000003  // the same for 32 bits
        .word   0x8400000a, 0xc4000004  // affinity info
        .word   0x8400000a, 0xc4000001  // cpu suspend
        .word   0x8400000a, 0x84000002  // cpu off
        .word   0x8400000a, 0x84000013  // memory protection: none
        .word   0x8400000a, 0x84000006
        .word   0x84000004, 0           // affinity info of this processor
        .word   0xc4000004, 1           // of one that is not there
        .word   0xc4000003, 0           // on already
        .word   0x84000003, 1           // not there
        .word   0x84000005, 0           // migrate: not supported
        .word   0x12345678, 0
        .word   0, 0
