// A granule gets a tag of its own, and is used by the pointer that carries it.
// Then by one that does not.
main:
        mov     x0, #1                  // IRG gives any tag but 0
        msr     gcr_el1, x0
        ldr     x0, =0xace100           // where its random numbers begin
        msr     rgsr_el1, x0

        adr     x0, data
        irg     x0, x0                  // a random tag into bits 59:56 of the pointer
        stg     x0, [x0]                // the granule gets it
        mov     w2, #42
        str     w2, [x0]                // checked, and equal
        ldr     w3, [x0]
        addg    x4, x0, #0, #1          // the same address, another tag
        ldr     w5, [x4]                // a tag check fault
        b       off                     // never comes here

fault:
        mrs     x6, esr_el1             // why
        mrs     x7, far_el1             // and where
        b       off                     // and off
        .ltorg
