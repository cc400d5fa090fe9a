/** The instruction table: loads, stores, exclusives, atomics, tags. Source: Arm ARM C4.1.94 (loads and stores). */
import { alias, instruction, type Row } from './row.ts';

/** [size, opc, mnemonic behind ld/st, register]; the shape is the same for all. */
const SINGLE = [
  ['00', '00', 'st', 'rb', 'W', 'store8'],
  ['00', '01', 'ld', 'rb', 'W', 'load8'],
  ['00', '10', 'ld', 'rsb', 'X', 'load-s8-x'],
  ['00', '11', 'ld', 'rsb', 'W', 'load-s8-w'],
  ['01', '00', 'st', 'rh', 'W', 'store16'],
  ['01', '01', 'ld', 'rh', 'W', 'load16'],
  ['01', '10', 'ld', 'rsh', 'X', 'load-s16-x'],
  ['01', '11', 'ld', 'rsh', 'W', 'load-s16-w'],
  ['10', '00', 'st', 'r', 'W', 'store32'],
  ['10', '01', 'ld', 'r', 'W', 'load32'],
  ['10', '10', 'ld', 'rsw', 'X', 'load-s32-x'],
  ['11', '00', 'st', 'r', 'X', 'store64'],
  ['11', '01', 'ld', 'r', 'X', 'load64'],
] as const;

const single: readonly Row[] = SINGLE.flatMap(([size, opc, st, tail, x, op]) => {
  const scale = 1 << parseInt(size, 2);
  const near = `${size}111000 ${opc} 0 iiiiiiiii`;
  const name = `${st}${tail}`;
  const unscaled = `${near} 00 nnnnn ttttt`;
  return [
    instruction(
      `${size}111001 ${opc} iiiiiiiiiiii nnnnn ttttt`,
      `${name} <${x}t>, [<Xn!>{, <#i*${scale}>}]`,
      `${op} offset`,
    ),
    instruction(`${near} 01 nnnnn ttttt`, `${name} <${x}t>, [<Xn!>], <#i~>`, `${op} post`),
    instruction(`${near} 11 nnnnn ttttt`, `${name} <${x}t>, [<Xn!>, <#i~>]!`, `${op} pre`),
    instruction(
      `${size}111000 ${opc} 1 mmmmm ooo S 10 nnnnn ttttt`,
      `${name} <${x}t>, [<Xn!>, <index*${scale}>]`,
      `${op} register`,
    ),
    instruction(unscaled, `${st}u${tail} <${x}t>, [<Xn!>{, <#i~>}]`, `${op} unscaled`),
    instruction(`${near} 10 nnnnn ttttt`, `${st}t${tail} <${x}t>, [<Xn!>{, <#i~>}]`, `${op} unprivileged`),
    // An offset that is no multiple, or negative.
    alias(unscaled, `${name} <${x}t>, [<Xn!>, <#i~>]`),
  ];
});

const literals: readonly Row[] = [
  instruction('00011000 iiiiiiiiiiiiiiiiiii ttttt', 'ldr <Wt>, <label-i>', 'load32 literal'),
  instruction('01011000 iiiiiiiiiiiiiiiiiii ttttt', 'ldr <Xt>, <label-i>', 'load64 literal'),
  instruction('10011000 iiiiiiiiiiiiiiiiiii ttttt', 'ldrsw <Xt>, <label-i>', 'load-s32-x literal'),
  instruction('11011000 iiiiiiiiiiiiiiiiiii ttttt', 'prfm <prefetch>, <label-i>'),
  instruction('11111001 10 iiiiiiiiiiii nnnnn ttttt', 'prfm <prefetch>, [<Xn!>{, <#i*8>}]'),
  instruction('11111000 10 1 mmmmm ooo S 10 nnnnn ttttt', 'prfm <prefetch>, [<Xn!>, <index*8>]'),
  instruction('11111000 10 0 iiiiiiiii 00 nnnnn ttttt', 'prfum <prefetch>, [<Xn!>{, <#i~>}]'),
];

const pairs: readonly Row[] = (
  [
    ['00', '0', 'stp', 'W', 4, 'store-pair32'],
    ['00', '1', 'ldp', 'W', 4, 'load-pair32'],
    ['01', '0', 'stgp', 'X', 16, 'stgp'],
    ['01', '1', 'ldpsw', 'X', 4, 'load-pair-s32'],
    ['10', '0', 'stp', 'X', 8, 'store-pair64'],
    ['10', '1', 'ldp', 'X', 8, 'load-pair64'],
  ] as const
).flatMap(([o, l, name, x, scale, op]) => {
  const bits = (kind: string): string => `${o}1010 ${kind} ${l} iiiiiii uuuuu nnnnn ttttt`;
  const registers = `<${x}t>, <${x}u>`;
  const rows = [
    instruction(bits('001'), `${name} ${registers}, [<Xn!>], <#i~*${scale}>`, `${op} post`),
    instruction(bits('010'), `${name} ${registers}, [<Xn!>{, <#i~*${scale}>}]`, `${op} offset`),
    instruction(bits('011'), `${name} ${registers}, [<Xn!>, <#i~*${scale}>]!`, `${op} pre`),
  ];
  const nontemporal = name === 'stp' ? 'stnp' : 'ldnp';
  if (name === 'stp' || name === 'ldp')
    rows.push(
      instruction(bits('000'), `${nontemporal} ${registers}, [<Xn!>{, <#i~*${scale}>}]`, `${op} offset`),
    );
  return rows;
});

/** Sizes of exclusives, ordered accesses and atomics: bits, suffix, register. */
const SIZES = [
  ['00', 'b', 'W'],
  ['01', 'h', 'W'],
  ['10', '', 'W'],
  ['11', '', 'X'],
] as const;

const exclusives: readonly Row[] = [
  ...SIZES.flatMap(([size, b, x]) => [
    instruction(`${size}001000 000 sssss 0 11111 nnnnn ttttt`, `stxr${b} <Ws>, <${x}t>, [<Xn!>]`, 'stxr'),
    instruction(`${size}001000 000 sssss 1 11111 nnnnn ttttt`, `stlxr${b} <Ws>, <${x}t>, [<Xn!>]`, 'stxr'),
    instruction(`${size}001000 010 11111 0 11111 nnnnn ttttt`, `ldxr${b} <${x}t>, [<Xn!>]`, 'ldxr'),
    instruction(`${size}001000 010 11111 1 11111 nnnnn ttttt`, `ldaxr${b} <${x}t>, [<Xn!>]`, 'ldxr'),
    instruction(`${size}001000 100 11111 0 11111 nnnnn ttttt`, `stllr${b} <${x}t>, [<Xn!>]`, 'stlr'),
    instruction(`${size}001000 100 11111 1 11111 nnnnn ttttt`, `stlr${b} <${x}t>, [<Xn!>]`, 'stlr'),
    instruction(`${size}001000 110 11111 0 11111 nnnnn ttttt`, `ldlar${b} <${x}t>, [<Xn!>]`, 'ldar'),
    instruction(`${size}001000 110 11111 1 11111 nnnnn ttttt`, `ldar${b} <${x}t>, [<Xn!>]`, 'ldar'),
    instruction(`${size}111000101 11111 110000 nnnnn ttttt`, `ldapr${b} <${x}t>, [<Xn!>]`, 'ldar'),
  ]),
  ...(['10', '11'] as const).flatMap((size) => {
    const x = size === '10' ? 'W' : 'X';
    return [
      instruction(
        `${size}001000 001 sssss 0 uuuuu nnnnn ttttt`,
        `stxp <Ws>, <${x}t>, <${x}u>, [<Xn!>]`,
        'stxp',
      ),
      instruction(
        `${size}001000 001 sssss 1 uuuuu nnnnn ttttt`,
        `stlxp <Ws>, <${x}t>, <${x}u>, [<Xn!>]`,
        'stxp',
      ),
      instruction(`${size}001000 011 11111 0 uuuuu nnnnn ttttt`, `ldxp <${x}t>, <${x}u>, [<Xn!>]`, 'ldxp'),
      instruction(`${size}001000 011 11111 1 uuuuu nnnnn ttttt`, `ldaxp <${x}t>, <${x}u>, [<Xn!>]`, 'ldxp'),
    ];
  }),
];

/** Acquire and release of an atomic: the two bits and the letters. */
const ORDERS = [
  ['0', '0', ''],
  ['1', '0', 'a'],
  ['0', '1', 'l'],
  ['1', '1', 'al'],
] as const;

const atomics: readonly Row[] = [
  ...SIZES.flatMap(([size, b, x]) =>
    ORDERS.flatMap(([a, l, order]) => [
      instruction(
        `${size}0010001 ${a} 1 sssss ${l} 11111 nnnnn ttttt`,
        `cas${order}${b} <${x}s>, <${x}t>, [<Xn!>]`,
        'cas',
      ),
      ...['add', 'clr', 'eor', 'set', 'smax', 'smin', 'umax', 'umin'].flatMap((name, i) => {
        const bits = i.toString(2).padStart(3, '0');
        const atomic = (t: string): string => `${size}111000 ${a}${l} 1 sssss 0${bits}00 nnnnn ${t}`;
        return [
          ...(a === '0' ? [alias(atomic('11111'), `st${name}${order}${b} <${x}s>, [<Xn!>]`)] : []),
          instruction(atomic('ttttt'), `ld${name}${order}${b} <${x}s>, <${x}t>, [<Xn!>]`, `atomic-${name}`),
        ];
      }),
      instruction(
        `${size}111000 ${a}${l} 1 sssss 100000 nnnnn ttttt`,
        `swp${order}${b} <${x}s>, <${x}t>, [<Xn!>]`,
        'atomic-swp',
      ),
    ]),
  ),
  ...ORDERS.map(([a, l, order]) =>
    instruction(
      `0z0010000 ${a} 1 sssss ${l} 11111 nnnnn ttttt`,
      `casp${order} <pair-s>, <pair-t>, [<Xn!>]`,
      'casp',
    ),
  ),
];

const tags: readonly Row[] = [
  instruction('11011001 001 000000000 00 nnnnn ttttt', 'stzgm <Xt>, [<Xn!>]'),
  instruction('11011001 101 000000000 00 nnnnn ttttt', 'stgm <Xt>, [<Xn!>]'),
  instruction('11011001 111 000000000 00 nnnnn ttttt', 'ldgm <Xt>, [<Xn!>]'),
  instruction('11011001 011 iiiiiiiii 00 nnnnn ttttt', 'ldg <Xt>, [<Xn!>{, <#i~*16>}]'),
  ...['stg', 'stzg', 'st2g', 'stz2g'].flatMap((name, i) => {
    const bits = (kind: string): string => `11011001 ${i >> 1}${i & 1}1 iiiiiiiii ${kind} nnnnn ttttt`;
    return [
      instruction(bits('01'), `${name} <Xt!>, [<Xn!>], <#i~*16>`, `${name} post`),
      instruction(bits('10'), `${name} <Xt!>, [<Xn!>{, <#i~*16>}]`, `${name} offset`),
      instruction(bits('11'), `${name} <Xt!>, [<Xn!>, <#i~*16>]!`, `${name} pre`),
    ];
  }),
];

export const MEMORY_ROWS: readonly Row[] = [
  ...single,
  ...literals,
  ...pairs,
  ...exclusives,
  ...atomics,
  ...tags,
];
