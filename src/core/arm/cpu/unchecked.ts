/** Why an access is not tag checked. Source: Arm ARM D10.4 (tag checked accesses), D8.8 (TBI), D8.5 (which memory is Tagged). */
import { decode } from '../a64/decode.ts';
import type { Cpu } from './cpu.ts';
import { slotNamed } from './layout.ts';
import { translateFor } from './mmu.ts';
import type { ReachedAccess } from './reached.ts';
import type { Entry } from './tlb.ts';

/** A rule that makes an access unchecked, whatever the tags are. */
export type Unchecked =
  | 'SP relative'
  | 'PC relative'
  | 'tag instruction'
  | 'cache maintenance'
  | 'TCO'
  | 'HCR_EL2.ATA'
  | 'ATA'
  | 'ATA0'
  | 'TCF'
  | 'TCF0'
  | 'TBI0'
  | 'TBI1'
  | 'TCMA0'
  | 'TCMA1'
  | 'MMU off'
  | 'device'
  | 'attribute'
  | 'stage 2';

const SCTLR = slotNamed('sctlr_el1');
const HCR = slotNamed('hcr_el2');
/** Where bits above 31 lie in the upper word. */
const upper = (bit: number): number => 1 << (bit - 32);
const BIT_55 = upper(55);

/** The rules that apply to an access of the instruction `word`, the weightiest first; none: its tags are compared. */
export function uncheckedBy(cpu: Cpu, access: ReachedAccess, word: number): readonly Unchecked[] {
  return [...byInstruction(access, word), ...byMemory(cpu, access), ...byControls(cpu, access)];
}

/** Instructions that look at tags or store them, by the first word of what they do. */
const OF_TAGS = new Set(['ldg', 'ldgm', 'stg', 'stgm', 'stgp', 'stzg', 'stzgm', 'st2g', 'stz2g']);

function byInstruction({ checked, bytes }: ReachedAccess, word: number): Unchecked[] {
  if (checked) return [];
  const [name = '', mode] = (decode(word)?.row.op ?? '').split(' ');
  if (mode === 'literal') return ['PC relative'];
  // Of what DC does, blocks of tags are longer than a byte.
  if (name === 'sys') return [bytes === 1 ? 'cache maintenance' : 'tag instruction'];
  return [OF_TAGS.has(name) ? 'tag instruction' : 'SP relative'];
}

/** Tags are compared if the page of either part is Tagged. */
function byMemory(cpu: Cpu, { first, second, low, high, write, el }: ReachedAccess): Unchecked[] {
  if (first.tagged || second?.tagged === true) return [];
  if (((cpu.x[2 * SCTLR] ?? 0) & 1) === 0) return ['MMU off'];
  return [whyUntagged(cpu, first, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0), write, el)];
}

/** MAIR's byte for Normal Tagged memory, where AT leaves it in PAR_EL1. */
const TAGGED = 0xf0n;

function whyUntagged(cpu: Cpu, { device }: Entry, address: bigint, write: boolean, el: number): Unchecked {
  if (device) return 'device';
  const result = translateFor(cpu, address, write, el);
  return result !== null && result >> 56n === TAGGED ? 'stage 2' : 'attribute';
}

function byControls(cpu: Cpu, { high, el }: ReachedAccess): Unchecked[] {
  const sctlr = cpu.x[2 * SCTLR + 1] ?? 0;
  const user = el === 0;
  const inUpperHalf = (high & BIT_55) !== 0;
  const tag = (high >>> 24) & 0xf;
  const mode = user ? cpu.tagCheckModeUser : el === cpu.el ? cpu.tagCheckMode : 0;
  const rules: [boolean, Unchecked][] = [
    [cpu.tco === 1, 'TCO'],
    [((cpu.x[2 * HCR + 1] ?? 0) & upper(56)) === 0, 'HCR_EL2.ATA'],
    [(sctlr & upper(user ? 42 : 43)) === 0, user ? 'ATA0' : 'ATA'],
    [mode === 0, user ? 'TCF0' : 'TCF'],
    [!cpu.topByteIgnored(high), inUpperHalf ? 'TBI1' : 'TBI0'],
    [
      inUpperHalf ? cpu.unchecked1 && tag === 0xf : cpu.unchecked0 && tag === 0,
      inUpperHalf ? 'TCMA1' : 'TCMA0',
    ],
  ];
  return rules.flatMap(([applies, rule]) => (applies ? [rule] : []));
}
