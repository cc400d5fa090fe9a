// A translation table for 2 MiB, each address to itself; a page, and room for its copy.
        .balign 0x1000
table:
        .quad   0x0000000000000701      // a block: AF, inner shareable, attribute 0
        .balign 0x1000
data:
        .skip   0x1000
copy:
