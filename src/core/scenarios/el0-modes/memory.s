// A translation table: two blocks of 2 MiB that lead to the same memory. The first
// is EL1's; AP lets EL0 into the second, from which EL1 then runs no code.
        .balign 0x1000
table:
        .quad   0x0000000000000701      // AF, inner shareable, attribute 0
        .quad   0x0000000000000741      // and AP: EL0 reads and writes
        .balign 0x1000
data:
