// What EL0 may do of what EL1 controls. The MMU is off. (Left out: MSR DAIFSet, whose op1 and op2 QEMU 7.2 exchanges in ESR; ID registers,
// which QEMU's processor traps by FEAT_IDST.)
        ldr     x1, =vectors
        msr     vbar_el1, x1
        msr     nzcv, xzr
        msr     cntkctl_el1, xzr
        ldr     x1, =0x30d00980
        msr     sctlr_el1, x1
        isb
        adr     x1, user
        msr     elr_el1, x1
        mov     x2, #0x3c0
        msr     spsr_el1, x2
        eret

user:   mov     x12, #2
        adr     x11, data
1:      mrs     x10, ctr_el0
        mrs     x10, daif
        msr     daif, xzr
        dc      cvau, x11
        dc      civac, x11
        dc      cgvap, x11
        ic      ivau, x11
        mrs     x10, cntfrq_el0
        mrs     x10, cntvct_el0
        subs    x12, x12, #1
        b.eq    3f
        dc      zva, x11
        dc      gva, x11
        wfi
        // Never EL0's, and not trapped but undefined.
        mrs     x10, sctlr_el1
        msr     vbar_el1, x10
        mrs     x10, currentel
        msr     spsel, #1
        msr     pan, #1
        dc      isw, x11
        dc      igsw, x11
        dc      cigdsw, x11
        dc      ivac, x11
        ic      iallu
        tlbi    vmalle1
        at      s1e0r, x11
        ldgm    x10, [x11]
        stgm    x10, [x11]
        stzgm   x10, [x11]
        eret
        hvc     #0
        smc     #0
        // TCO, NZCV, TPIDR, DCZID are.
        msr     tco, #1
        mrs     x0, tco
        msr     nzcv, x0
        msr     tco, x10
        msr     tpidr_el0, x0
        mrs     x0, tpidrro_el0
        mrs     x0, dczid_el0
        svc     #1
        b       1b

3:      svc     #0xffff
        .balign 64
data:   .skip   64
