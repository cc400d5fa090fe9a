// A translation table: 2 MiB of memory, each address to itself, and the serial port.
        .balign 0x1000
table:
        .quad   0x0000000000000701      // a block: AF, inner shareable, attribute 0
        .skip   71 * 8
        .quad   0x0000000009000405      // a block: AF, attribute 1, which is 0 in MAIR: a device
        .balign 0x1000
data:
