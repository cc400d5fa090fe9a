// A translation table for 2 MiB, each address to itself; and a page of data.
        .balign 0x1000
table:
        .quad   0x0000000000000701      // a block: AF, inner shareable, attribute 0
        .balign 0x1000
data:
