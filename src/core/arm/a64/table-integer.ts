/** The instruction table: arithmetic, logic, bit fields, conditional selects. Source: Arm ARM C4.1 (encodings), C6 (aliases). */
import { alias, instruction, type Row } from './row.ts';
import type { Fields } from './pattern.ts';

const aboutStackPointer = ({ d, n }: Fields): boolean => d === 31 || n === 31;

function addAndSubtract(): Row[] {
  const rows: Row[] = [];
  for (const [name, o, compare] of [
    ['add', '0', 'cmn'],
    ['sub', '1', 'cmp'],
  ] as const) {
    const immediate = `100010 h iiiiiiiiiiii nnnnn`;
    const extended = '01011001 mmmmm ooo iii nnnnn';
    const shifted = '01011 hh0 mmmmm iiiiii nnnnn';
    rows.push(
      ...(name === 'add'
        ? [alias('z0010001 00 000000000000 nnnnn ddddd', 'mov <Rd!>, <Rn!>', [], aboutStackPointer)]
        : [
            alias(`z10${shifted.replace('nnnnn', '11111')} ddddd`, 'neg <Rd>, <Rm>{, <shift3>}'),
            alias(
              `z11${shifted.replace('nnnnn', '11111')} ddddd`,
              'negs <Rd>, <Rm>{, <shift3>}',
              [],
              ({ d }) => d !== 31,
            ),
          ]),
      instruction(`z${o}0${immediate} ddddd`, `${name} <Rd!>, <Rn!>, <arith>`, `${name}-immediate`),
      alias(`z${o}1${immediate} 11111`, `${compare} <Rn!>, <arith>`),
      instruction(`z${o}1${immediate} ddddd`, `${name}s <Rd>, <Rn!>, <arith>`, `${name}s-immediate`),
      instruction(`z${o}0${shifted} ddddd`, `${name} <Rd>, <Rn>, <Rm>{, <shift3>}`, `${name}-shifted`),
      alias(`z${o}1${shifted} 11111`, `${compare} <Rn>, <Rm>{, <shift3>}`),
      instruction(`z${o}1${shifted} ddddd`, `${name}s <Rd>, <Rn>, <Rm>{, <shift3>}`, `${name}s-shifted`),
      instruction(`z${o}0${extended} ddddd`, `${name} <Rd!>, <Rn!>, <extended>`, `${name}-extended`),
      alias(`z${o}1${extended} 11111`, `${compare} <Rn!>, <extended>`),
      instruction(`z${o}1${extended} ddddd`, `${name}s <Rd>, <Rn!>, <extended>`, `${name}s-extended`),
    );
    const carry = `11010000 mmmmm 000000`;
    const [adc, ngc] = name === 'add' ? ['adc', null] : ['sbc', 'ngc'];
    for (const [s, flags] of [
      ['', '0'],
      ['s', '1'],
    ] as const) {
      if (ngc !== null) rows.push(alias(`z${o}${flags}${carry} 11111 ddddd`, `${ngc}${s} <Rd>, <Rm>`));
      rows.push(instruction(`z${o}${flags}${carry} nnnnn ddddd`, `${adc}${s} <Rd>, <Rn>, <Rm>`));
    }
  }
  return rows;
}

function logical(): Row[] {
  const rows: Row[] = [
    alias('z01 01010 000 mmmmm 000000 11111 ddddd', 'mov <Rd>, <Rm>'),
    alias('001 01010 000 mmmmm 000000 11111 ddddd', 'uxtw <Xd>, <Wm>'),
    alias('z01 01010 hh1 mmmmm iiiiii 11111 ddddd', 'mvn <Rd>, <Rm>{, <shift>}'),
    alias('z11 01010 hh0 mmmmm iiiiii nnnnn 11111', 'tst <Rn>, <Rm>{, <shift>}'),
    alias('z10 100101 hh iiiiiiiiiiiiiiii ddddd', 'mov <Rd>, <movz>'),
    alias('z00 100101 hh iiiiiiiiiiiiiiii ddddd', 'mov <Rd>, <movn>'),
    alias('z01 100100 N rrrrrr ssssss 11111 ddddd', 'mov <Rd!>, <bitmask-mov>'),
    alias('z11 100100 N rrrrrr ssssss nnnnn 11111', 'tst <Rn>, <bitmask>'),
  ];
  for (const [bits, name, inverted, d] of [
    ['00', 'and', 'bic', 'd!'],
    ['01', 'orr', 'orn', 'd!'],
    ['10', 'eor', 'eon', 'd!'],
    ['11', 'ands', 'bics', 'd'],
  ] as const) {
    rows.push(
      instruction(
        `z${bits} 100100 N rrrrrr ssssss nnnnn ddddd`,
        `${name} <R${d}>, <Rn>, <bitmask>`,
        `${name}-immediate`,
      ),
      instruction(`z${bits} 01010 hh0 mmmmm iiiiii nnnnn ddddd`, `${name} <Rd>, <Rn>, <Rm>{, <shift>}`),
      instruction(`z${bits} 01010 hh1 mmmmm iiiiii nnnnn ddddd`, `${inverted} <Rd>, <Rn>, <Rm>{, <shift>}`),
    );
  }
  for (const [bits, name] of [
    ['00', 'movn'],
    ['10', 'movz'],
    ['11', 'movk'],
  ] as const)
    rows.push(instruction(`z${bits} 100101 hh iiiiiiiiiiiiiiii ddddd`, `${name} <Rd>, <#0xi>{, <half>}`));
  return rows;
}

function bitFields(): Row[] {
  const bits = (o: string): string => `z${o} 100110 N rrrrrr ssssss nnnnn ddddd`;
  const field = (o: string, syntax: string, when?: (f: Fields) => boolean): Row =>
    alias(bits(o), syntax, ['Nz'], when);
  return [
    field('00', 'asr <Rd>, <Rn>, <to-top>'),
    alias('z00 100110 N 000000 000111 nnnnn ddddd', 'sxtb <Rd>, <Wn>', ['Nz']),
    alias('z00 100110 N 000000 001111 nnnnn ddddd', 'sxth <Rd>, <Wn>', ['Nz']),
    alias('100 100110 1 000000 011111 nnnnn ddddd', 'sxtw <Xd>, <Wn>'),
    field('00', 'sbfiz <Rd>, <Rn>, <insert>'),
    field('00', 'sbfx <Rd>, <Rn>, <extract>'),
    instruction(bits('00'), 'sbfm <Rd>, <Rn>, <bit-r>, <bit-s>', 'sbfm', ['Nz']),
    alias('z01 100110 N rrrrrr ssssss 11111 ddddd', 'bfc <Rd>, <insert>', ['Nz']),
    field('01', 'bfi <Rd>, <Rn>, <insert>'),
    field('01', 'bfxil <Rd>, <Rn>, <extract>'),
    instruction(bits('01'), 'bfm <Rd>, <Rn>, <bit-r>, <bit-s>', 'bfm', ['Nz']),
    field('10', 'lsr <Rd>, <Rn>, <to-top>'),
    field('10', 'lsl <Rd>, <Rn>, <to-left>'),
    alias('010 100110 0 000000 000111 nnnnn ddddd', 'uxtb <Wd>, <Wn>'),
    alias('010 100110 0 000000 001111 nnnnn ddddd', 'uxth <Wd>, <Wn>'),
    alias('010 100110 0 000000 000111 nnnnn ddddd', 'uxtb <Xd>, <Wn>'),
    alias('010 100110 0 000000 001111 nnnnn ddddd', 'uxth <Xd>, <Wn>'),
    field('10', 'ubfiz <Rd>, <Rn>, <insert>'),
    field('10', 'ubfx <Rd>, <Rn>, <extract>'),
    instruction(bits('10'), 'ubfm <Rd>, <Rn>, <bit-r>, <bit-s>', 'ubfm', ['Nz']),
    alias('z00 100111 N0 mmmmm ssssss nnnnn ddddd', 'ror <Rd>, <Rn>, <bit-s>', ['Nz', 'mn']),
    instruction('z00 100111 N0 mmmmm ssssss nnnnn ddddd', 'extr <Rd>, <Rn>, <Rm>, <bit-s>', 'extr', ['Nz']),
  ];
}

const notAlways = ({ c }: Fields): boolean => ((c ?? 0) & 0b1110) !== 0b1110;
const oneRegister = (f: Fields): boolean => notAlways(f) && f.n !== 31;

const conditional: readonly Row[] = [
  alias('z00 11010100 11111 cccc 01 11111 ddddd', 'cset <Rd>, <inverse>', [], notAlways),
  alias('z10 11010100 11111 cccc 00 11111 ddddd', 'csetm <Rd>, <inverse>', [], notAlways),
  alias('z00 11010100 mmmmm cccc 01 nnnnn ddddd', 'cinc <Rd>, <Rn>, <inverse>', ['mn'], oneRegister),
  alias('z10 11010100 mmmmm cccc 00 nnnnn ddddd', 'cinv <Rd>, <Rn>, <inverse>', ['mn'], oneRegister),
  alias('z10 11010100 mmmmm cccc 01 nnnnn ddddd', 'cneg <Rd>, <Rn>, <inverse>', ['mn'], notAlways),
  instruction('z00 11010100 mmmmm cccc 00 nnnnn ddddd', 'csel <Rd>, <Rn>, <Rm>, <cond>'),
  instruction('z00 11010100 mmmmm cccc 01 nnnnn ddddd', 'csinc <Rd>, <Rn>, <Rm>, <cond>'),
  instruction('z10 11010100 mmmmm cccc 00 nnnnn ddddd', 'csinv <Rd>, <Rn>, <Rm>, <cond>'),
  instruction('z10 11010100 mmmmm cccc 01 nnnnn ddddd', 'csneg <Rd>, <Rn>, <Rm>, <cond>'),
  instruction('z01 11010010 mmmmm cccc 00 nnnnn 0ffff', 'ccmn <Rn>, <Rm>, <#0xf>, <cond>'),
  instruction('z11 11010010 mmmmm cccc 00 nnnnn 0ffff', 'ccmp <Rn>, <Rm>, <#0xf>, <cond>'),
  instruction(
    'z01 11010010 iiiii cccc 10 nnnnn 0ffff',
    'ccmn <Rn>, <#0xi>, <#0xf>, <cond>',
    'ccmn-immediate',
  ),
  instruction(
    'z11 11010010 iiiii cccc 10 nnnnn 0ffff',
    'ccmp <Rn>, <#0xi>, <#0xf>, <cond>',
    'ccmp-immediate',
  ),
];

const twoSources = 'z0011010110 mmmmm';
const multiplying: readonly Row[] = [
  instruction(`${twoSources} 000010 nnnnn ddddd`, 'udiv <Rd>, <Rn>, <Rm>'),
  instruction(`${twoSources} 000011 nnnnn ddddd`, 'sdiv <Rd>, <Rn>, <Rm>'),
  ...(['lsl', 'lsr', 'asr', 'ror'] as const).flatMap((name, i) => {
    const bits = `${twoSources} 0010${i >> 1}${i & 1} nnnnn ddddd`;
    return [alias(bits, `${name} <Rd>, <Rn>, <Rm>`), instruction(bits, `${name}v <Rd>, <Rn>, <Rm>`)];
  }),
  ...(['crc32', 'crc32c'] as const).flatMap((name, c) =>
    ['00', '01', '10'].map((size, i) =>
      instruction(
        `00011010110 mmmmm 010${c}${size} nnnnn ddddd`,
        `${name}${'bhw'.charAt(i)} <Wd>, <Wn>, <Wm>`,
        name,
      ),
    ),
  ),
  instruction('10011010110 mmmmm 010011 nnnnn ddddd', 'crc32x <Wd>, <Wn>, <Xm>', 'crc32'),
  instruction('10011010110 mmmmm 010111 nnnnn ddddd', 'crc32cx <Wd>, <Wn>, <Xm>', 'crc32c'),
  instruction('z1011010110 00000 000000 nnnnn ddddd', 'rbit <Rd>, <Rn>'),
  instruction('z1011010110 00000 000001 nnnnn ddddd', 'rev16 <Rd>, <Rn>'),
  instruction('01011010110 00000 000010 nnnnn ddddd', 'rev <Wd>, <Wn>', 'rev32'),
  instruction('11011010110 00000 000010 nnnnn ddddd', 'rev32 <Xd>, <Xn>'),
  instruction('11011010110 00000 000011 nnnnn ddddd', 'rev <Xd>, <Xn>', 'rev64'),
  alias('11011010110 00000 000011 nnnnn ddddd', 'rev64 <Xd>, <Xn>'),
  instruction('z1011010110 00000 000100 nnnnn ddddd', 'clz <Rd>, <Rn>'),
  instruction('z1011010110 00000 000101 nnnnn ddddd', 'cls <Rd>, <Rn>'),
  alias('z0011011000 mmmmm 0 11111 nnnnn ddddd', 'mul <Rd>, <Rn>, <Rm>'),
  instruction('z0011011000 mmmmm 0 aaaaa nnnnn ddddd', 'madd <Rd>, <Rn>, <Rm>, <Ra>'),
  alias('z0011011000 mmmmm 1 11111 nnnnn ddddd', 'mneg <Rd>, <Rn>, <Rm>'),
  instruction('z0011011000 mmmmm 1 aaaaa nnnnn ddddd', 'msub <Rd>, <Rn>, <Rm>, <Ra>'),
  ...(
    [
      ['s', '0'],
      ['u', '1'],
    ] as const
  ).flatMap(([s, u]) => [
    alias(`10011011${u}01 mmmmm 0 11111 nnnnn ddddd`, `${s}mull <Xd>, <Wn>, <Wm>`),
    instruction(`10011011${u}01 mmmmm 0 aaaaa nnnnn ddddd`, `${s}maddl <Xd>, <Wn>, <Wm>, <Xa>`),
    alias(`10011011${u}01 mmmmm 1 11111 nnnnn ddddd`, `${s}mnegl <Xd>, <Wn>, <Wm>`),
    instruction(`10011011${u}01 mmmmm 1 aaaaa nnnnn ddddd`, `${s}msubl <Xd>, <Wn>, <Wm>, <Xa>`),
    instruction(`10011011${u}10 mmmmm 0 11111 nnnnn ddddd`, `${s}mulh <Xd>, <Xn>, <Xm>`),
  ]),
];

const taggedPointers: readonly Row[] = [
  instruction('10010001 10 iiiiii 00 jjjj nnnnn ddddd', 'addg <Xd!>, <Xn!>, <#0xi*16>, <#0xj>'),
  instruction('11010001 10 iiiiii 00 jjjj nnnnn ddddd', 'subg <Xd!>, <Xn!>, <#0xi*16>, <#0xj>'),
  alias('10011010110 11111 000100 nnnnn ddddd', 'irg <Xd!>, <Xn!>'),
  instruction('10011010110 mmmmm 000100 nnnnn ddddd', 'irg <Xd!>, <Xn!>, <Xm>'),
  instruction('10011010110 mmmmm 000101 nnnnn ddddd', 'gmi <Xd>, <Xn!>, <Xm>'),
  instruction('10011010110 mmmmm 000000 nnnnn ddddd', 'subp <Xd>, <Xn!>, <Xm!>'),
  alias('10111010110 mmmmm 000000 nnnnn 11111', 'cmpp <Xn!>, <Xm!>'),
  instruction('10111010110 mmmmm 000000 nnnnn ddddd', 'subps <Xd>, <Xn!>, <Xm!>'),
];

export const INTEGER_ROWS: readonly Row[] = [
  instruction('0ii10000 jjjjjjjjjjjjjjjjjjj ddddd', 'adr <Xd>, <adr>'),
  instruction('1ii10000 jjjjjjjjjjjjjjjjjjj ddddd', 'adrp <Xd>, <adrp>'),
  ...logical(),
  ...addAndSubtract(),
  ...bitFields(),
  ...conditional,
  ...multiplying,
  ...taggedPointers,
];
