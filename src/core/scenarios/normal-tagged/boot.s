// The guest's first instructions: checks that fault at once, but no MMU yet.
start:
        ldr     x0, =(1 << 37) | (1 << 23) | 34 // TBI0; no upper half; 30 bits
        msr     tcr_el1, x0
        adr     x0, vectors
        msr     vbar_el1, x0
        ldr     x0, =(1 << 43) | (1 << 40)      // ATA, TCF: synchronous
        msr     sctlr_el1, x0
        isb
        msr     tco, #0                         // checks count
        b       main

off:    ldr     w0, =0x84000008                 // PSCI SYSTEM_OFF, which KVM answers
        hvc     #0
        .ltorg

        .balign 0x800
vectors:
        .skip   0x200
        b       fault                           // synchronous, from EL1
        .balign 0x80
