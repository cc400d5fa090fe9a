// A translation table: two blocks of 2 MiB that lead to the same memory. The guest
// runs from the first, and looks at its data through the second.
        .balign 0x1000
table:
        .quad   0x0000000000000701      // AF, inner shareable, attribute 0
        .quad   0x0000000000000701
        .balign 0x1000
data:
