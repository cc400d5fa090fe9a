// Stage 1 with pages, at EL1 and EL0: permissions, access flag, TLBI, tags of EL0.
        .equ    TABLES, 0x40400000      // level 1, then level 2, then level 3
        .equ    PAGES, 0x40600000       // mapped page by page; everything else by blocks

        ldr     x1, =vectors
        msr     vbar_el1, x1
        msr     nzcv, xzr
        ldr     x1, =TABLES
        ldr     x2, =0x60000000000405
        str     x2, [x1]
        add     x2, x1, #0x1000
        orr     x2, x2, #3
        str     x2, [x1, #8]
        // Level 2: 2 MiB blocks of RAM; the one of PAGES has a table.
        add     x1, x1, #0x1000
        ldr     x2, =0x40000401
        mov     x3, #64
1:      str     x2, [x1], #8
        add     x2, x2, #0x200000
        subs    x3, x3, #1
        b.ne    1b
        ldr     x1, =TABLES + 0x1000 + 24
        ldr     x2, =TABLES + 0x2003
        str     x2, [x1]
        // Level 3: page 0 read-only, 1 without access flag, 2 for users, 3 nothing, 4 users read-only, 5 users may execute.
        ldr     x1, =TABLES + 0x2000
        ldr     x2, =PAGES + 0x483
        str     x2, [x1]
        ldr     x2, =PAGES + 0x1003
        str     x2, [x1, #8]
        ldr     x2, =PAGES + 0x2443
        str     x2, [x1, #16]
        ldr     x2, =PAGES + 0x44c3
        str     x2, [x1, #32]
        ldr     x2, =PAGES + 0x54c3
        str     x2, [x1, #40]
        ldr     x2, =TABLES
        msr     ttbr0_el1, x2
        mov     x2, #0x00f0
        msr     mair_el1, x2
        ldr     x2, =0x2200803519
        msr     tcr_el1, x2
        tlbi    vmalle1
        dsb     sy
        isb
        // What users run lies in page 5: written before the MMU is on.
        ldr     x1, =PAGES + 0x5000
        adr     x2, user
        adr     x3, user_end
2:      ldr     w4, [x2], #4
        str     w4, [x1], #4
        cmp     x2, x3
        b.lo    2b
        dsb     sy
        ic      iallu
        mrs     x2, sctlr_el1
        orr     x2, x2, #1
        orr     x2, x2, #3 << 42
        orr     x2, x2, #1 << 38
        msr     sctlr_el1, x2
        isb

        ldr     x1, =PAGES
        ldr     x2, [x1]
        str     x2, [x1]                // permission
        ldr     x2, [x1, #0x1000]       // access flag
        ldr     x2, [x1, #0x3000]       // translation, level 3
        ldr     x2, =0x8000000000
        ldr     x2, [x2]                // beyond T0SZ
        mov     x2, #-8
        ldr     x2, [x2]                // EPD1
        at      s1e1w, x1
        mrs     x0, par_el1
        and     x0, x0, #0xff
        bl      hex
        at      s1e0r, x1
        mrs     x0, par_el1
        and     x0, x0, #0xff
        bl      hex
        // A page appears, and changes after TLBI.
        ldr     x3, =TABLES + 0x2000
        ldr     x4, =PAGES + 0x3403
        str     x4, [x3, #24]
        dsb     sy
        isb
        ldr     x2, =0x77
        str     x2, [x1, #0x3000]
        ldr     x4, =PAGES + 0x2403
        str     x4, [x3, #24]
        dsb     sy
        lsr     x5, x1, #12
        add     x5, x5, #3
        tlbi    vaae1is, x5
        dsb     sy
        isb
        ldr     x0, [x1, #0x3000]
        bl      hex
        msr     pan, #1
        ldr     x2, [x1, #0x2000]       // permission: PAN
        ldtr    x0, [x1, #0x40]         // permission: EL0 has none
        msr     pan, #0

        ldr     x1, =PAGES + 0x5000
        msr     elr_el1, x1
        msr     spsr_el1, xzr
        ldr     x1, =PAGES + 0x3000
        msr     sp_el0, x1
        eret

user:   svc     #3
        mrs     x1, sctlr_el1           // undefined at EL0
        ldr     x1, =PAGES + 0x2000
        mov     x2, #5
        str     x2, [x1]
        ldr     x3, [x1]
        sub     x5, x1, #0x2000
        ldr     x2, [x5]                // permission
        str     x3, [x1, #0x2000]       // permission
        orr     x4, x1, #3 << 56
        stg     x4, [x4]
        str     x3, [x4, #8]
        ldr     x2, [x1, #8]            // tag check, EL0
        udf     #1
        svc     #0xffff
        .ltorg
user_end:
        nop
