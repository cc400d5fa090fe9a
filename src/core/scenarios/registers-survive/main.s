// GCR_EL1 and RGSR_EL1 are the guest's, though the host runs in between: the first
// touch of a page is a fault of stage 2, and the vCPU's thread leaves the guest.
main:
        mov     x9, #0xf
        msr     gcr_el1, x9             // IRG never gives 0 to 3
        ldr     x9, =0x123400           // the generator's seed, from bit 8 on
        msr     rgsr_el1, x9
        adr     x0, data
        irg     x1, x0
        irg     x2, x0
        str     xzr, [x0]               // the first touch: out to the host and back
        irg     x3, x0                  // the sequence goes on
        irg     x4, x0
        mrs     x5, gcr_el1
        mrs     x8, rgsr_el1
        b       off
        .ltorg

fault:  mrs     x6, esr_el1
        b       off
