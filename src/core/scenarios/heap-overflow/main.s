// A heap whose objects get tags. malloc takes one that neither free memory has nor
// the object in front: the first byte behind an object always has another tag.
main:
        adr     x19, data               // where free memory begins
        mov     x20, #0                 // the object in front: none yet

        mov     x0, #32
        bl      malloc
        mov     x1, x0                  // an object of two granules
        mov     x0, #32
        bl      malloc
        mov     x2, x0                  // and one behind it

        mov     x3, x1
        mov     x4, #0x41
        mov     x5, #6                  // 48 bytes, into an object of 32
fill:   str     x4, [x3], #8
        subs    x5, x5, #1
        b.ne    fill
done:   ldr     x8, [x2]                // what became of the object behind
        b       off

// x0: how many bytes, in whole granules. The object's address, with its tag.
malloc:
        mov     x9, #1                  // tags that it must not have: 0, which free memory has,
        gmi     x9, x20, x9             // and that of the object in front
        irg     x10, x19, x9            // any other, at random
        mov     x20, x10
        add     x19, x19, x0
        mov     x11, x10
tag:    stg     x11, [x11], #16         // a granule gets it, then the next
        subs    x0, x0, #16
        b.ne    tag
        mov     x0, x10
        ret

fault:  mrs     x6, esr_el1
        mrs     x7, far_el1
        b       done
