/** Tests only: a program whose failed tag checks are noted, and read much later. */

/**
 * Two rounds: counts down, stores twice by a pointer whose tag is not memory's, counts down, reads TFSR_EL1 twice and clears it. X12 counts
 * the rounds. Then it waits for ever.
 */
export const notesAndReads = (before: number, between: number): string => `
        // 1 GiB blocks: devices at 0, RAM at 0x40000000, Normal Tagged.
        ldr     x1, =0x40090000
        ldr     x2, =0x60000000000405
        str     x2, [x1]
        ldr     x2, =0x40000401
        str     x2, [x1, #8]
        msr     ttbr0_el1, x1
        mov     x2, #0xf0
        msr     mair_el1, x2
        ldr     x2, =0x2200803519
        msr     tcr_el1, x2
        // ATA, TCF: asynchronous, MMU on.
        ldr     x2, =(1 << 43) | (2 << 40) | 1
        msr     sctlr_el1, x2
        isb
        msr     tco, #0
        ldr     x0, =0x400a0000
        addg    x1, x0, #0, #1
        mov     x12, #0
round:  ldr     x8, =${before}
1:      subs    x8, x8, #1
        b.ne    1b
        str     x12, [x1]
        str     x12, [x1, #16]
        ldr     x8, =${between}
2:      subs    x8, x8, #1
        b.ne    2b
        mrs     x9, tfsr_el1
        mrs     x10, tfsr_el1
        msr     tfsr_el1, xzr
        add     x12, x12, #1
        cmp     x12, #2
        b.ne    round
        wfi
`;
