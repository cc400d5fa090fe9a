/** The instruction table: branches, exceptions, hints, barriers, system registers and operations. Source: Arm ARM C4.1.93. */
import { CONDITIONS } from './names.ts';
import { alias, instruction, type Row } from './row.ts';

const branches: readonly Row[] = [
  instruction('000101 iiiiiiiiiiiiiiiiiiiiiiiiii', 'b <label-i>'),
  instruction('100101 iiiiiiiiiiiiiiiiiiiiiiiiii', 'bl <label-i>'),
  ...CONDITIONS.map((name, c) =>
    instruction(
      `01010100 iiiiiiiiiiiiiiiiiii 0 ${c.toString(2).padStart(4, '0')}`,
      `b.${name} <label-i>`,
      'b.cond',
    ),
  ),
  instruction('z0110100 iiiiiiiiiiiiiiiiiii ttttt', 'cbz <Rt>, <label-i>'),
  instruction('z0110101 iiiiiiiiiiiiiiiiiii ttttt', 'cbnz <Rt>, <label-i>'),
  instruction('b0110110 aaaaa iiiiiiiiiiiiii ttttt', 'tbz <tested>, <label-i>'),
  instruction('b0110111 aaaaa iiiiiiiiiiiiii ttttt', 'tbnz <tested>, <label-i>'),
  instruction('1101011 0000 11111 000000 nnnnn 00000', 'br <Xn>'),
  instruction('1101011 0001 11111 000000 nnnnn 00000', 'blr <Xn>'),
  alias('1101011 0010 11111 000000 11110 00000', 'ret'),
  instruction('1101011 0010 11111 000000 nnnnn 00000', 'ret <Xn>'),
  instruction('1101011 0100 11111 000000 11111 00000', 'eret'),
];

const exceptions: readonly Row[] = [
  instruction('11010100 000 iiiiiiiiiiiiiiii 00001', 'svc <#0xi>'),
  instruction('11010100 000 iiiiiiiiiiiiiiii 00010', 'hvc <#0xi>'),
  instruction('11010100 000 iiiiiiiiiiiiiiii 00011', 'smc <#0xi>'),
  instruction('11010100 001 iiiiiiiiiiiiiiii 00000', 'brk <#0xi>'),
  instruction('11010100 010 iiiiiiiiiiiiiiii 00000', 'hlt <#0xi>'),
  instruction('0000000000000000 iiiiiiiiiiiiiiii', 'udf <#i>'),
];

/** Hints that other features give a meaning; here they do nothing. */
const NAMED_HINTS = [
  [7, 'xpaclri'],
  [8, 'pacia1716'],
  [10, 'pacib1716'],
  [12, 'autia1716'],
  [14, 'autib1716'],
  [16, 'esb'],
  [17, 'psb csync'],
  [18, 'tsb csync'],
  [20, 'csdb'],
  [22, 'clearbhb'],
  [24, 'paciaz'],
  [25, 'paciasp'],
  [26, 'pacibz'],
  [27, 'pacibsp'],
  [28, 'autiaz'],
  [29, 'autiasp'],
  [30, 'autibz'],
  [31, 'autibsp'],
  [32, 'bti'],
  [34, 'bti c'],
  [36, 'bti j'],
  [38, 'bti jc'],
] as const;
const hint = '11010101 00000011 0010';
const barrier = '11010101 00000011 0011';
const system: readonly Row[] = [
  ...['nop', 'yield', 'wfe', 'wfi', 'sev', 'sevl'].map((name, i) =>
    instruction(`${hint} 0000 ${i.toString(2).padStart(3, '0')} 11111`, name),
  ),
  ...NAMED_HINTS.map(([number, name]) => alias(`${hint} ${number.toString(2).padStart(7, '0')} 11111`, name)),
  instruction(`${hint} iiiiiii 11111`, 'hint <#0xi>'),
  alias(`${hint} 0000110 11111`, 'dgh'),
  alias(`${barrier} 1111 010 11111`, 'clrex'),
  instruction(`${barrier} iiii 010 11111`, 'clrex <#0xi>'),
  alias(`${barrier} 0000 100 11111`, 'ssbb'),
  alias(`${barrier} 0100 100 11111`, 'pssbb'),
  instruction(`${barrier} iiii 100 11111`, 'dsb <barrier>'),
  instruction(`${barrier} iiii 101 11111`, 'dmb <barrier>'),
  alias(`${barrier} 1111 110 11111`, 'isb'),
  alias(`${barrier} 1111 110 11111`, 'isb sy'),
  instruction(`${barrier} iiii 110 11111`, 'isb <#0xi>'),
  instruction(`${barrier} 0000 111 11111`, 'sb'),
  instruction('11010101 00000 ppp 0100 iiii qqq 11111', 'msr <pstate>, <#0xi>', 'msr-immediate'),
  ...(['dc', 'ic', 'at', 'tlbi'] as const).flatMap((name) => [
    alias('11010101 00001 ppp kkkk jjjj qqq ttttt', `${name} <${name}>, <Xt>`),
    alias('11010101 00001 ppp kkkk jjjj qqq 11111', `${name} <${name}-alone>`),
  ]),
  alias('11010101 00001 ppp kkkk jjjj qqq 11111', 'sys <#p>, <c-k>, <c-j>, <#q>'),
  instruction('11010101 00001 ppp kkkk jjjj qqq ttttt', 'sys <#p>, <c-k>, <c-j>, <#q>, <Xt>'),
  instruction('11010101 0001 o ppp kkkk jjjj qqq ttttt', 'msr <sysreg>, <Xt>'),
  instruction('11010101 0011 o ppp kkkk jjjj qqq ttttt', 'mrs <Xt>, <sysreg>'),
];

export const SYSTEM_ROWS: readonly Row[] = [...branches, ...exceptions, ...system];
