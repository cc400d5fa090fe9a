// A granule is 16 bytes. The 17th has another tag, and an access of 8 bytes may lie
// in two granules: both are checked before a byte is written.
main:
        adr     x0, data
        addg    x1, x0, #0, #1
        stg     x1, [x1]                // one granule; the one behind it keeps tag 0
        adr     x2, text
        mov     x3, #0
        adr     x10, across             // where a fault goes on
copy:   ldrb    w4, [x2, x3]
        strb    w4, [x1, x3]            // faults at the 17th byte
        add     x3, x3, #1
        cmp     x3, #20
        b.ne    copy

across: adr     x10, over
        mov     x5, #-1
        str     x5, [x1, #12]           // four bytes here, four behind: faults
over:   ldr     w8, [x1, #12]           // these four are as they were
        b       off

text:   .ascii  "sixteen letters.more"

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        msr     elr_el1, x10
        eret
