/** System registers taken apart: fields by the names that the architecture has for them. */
import { hex } from './entry.ts';

export interface RegisterField {
  readonly name: string;
  /** As one reads it: a list of tags, a number, 0 or 1. */
  readonly value: string;
}

const bits = (value: bigint, high: number, low: number): bigint =>
  (value >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n);

const flag =
  (name: string, at: number) =>
  (value: bigint): RegisterField => ({ name, value: bits(value, at, at).toString() });

/** The tags of a mask, one bit a tag: `1–15`, `0, 3`, `none`. */
export function tagsOf(mask: bigint): string {
  const tags = Array.from({ length: 16 }, (_, tag) => tag).filter((tag) => bits(mask, tag, tag) === 1n);
  const runs: { from: number; to: number }[] = [];
  for (const tag of tags) {
    const last = runs.at(-1);
    if (last?.to === tag - 1) last.to = tag;
    else runs.push({ from: tag, to: tag });
  }
  if (runs.length === 0) return 'none';
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** TCF: what a failed tag check does. */
const CHECKS = ['none', 'sync', 'async', 'asym'];

const FIELDS: Readonly<Record<string, readonly ((value: bigint) => RegisterField)[]>> = {
  HCR_EL2: [flag('VM', 0), flag('TID3', 18), flag('RW', 31), flag('ATA', 56), flag('TID5', 58)],
  GCR_EL1: [(value) => ({ name: 'Exclude', value: tagsOf(bits(value, 15, 0)) }), flag('RRND', 16)],
  RGSR_EL1: [
    (value) => ({ name: 'TAG', value: bits(value, 3, 0).toString() }),
    (value) => ({ name: 'SEED', value: hex(bits(value, 23, 8)) }),
  ],
  TFSR_EL1: [flag('TF0', 0), flag('TF1', 1)],
  TFSRE0_EL1: [flag('TF0', 0), flag('TF1', 1)],
  PSTATE: [
    (value) => ({ name: 'EL', value: bits(value, 3, 2).toString() }),
    flag('TCO', 25),
    (value) => ({ name: 'NZCV', value: bits(value, 31, 28).toString(2).padStart(4, '0') }),
  ],
  SCTLR_EL1: [
    flag('M', 0),
    (value) => ({ name: 'TCF0', value: CHECKS[Number(bits(value, 39, 38))] ?? '' }),
    (value) => ({ name: 'TCF', value: CHECKS[Number(bits(value, 41, 40))] ?? '' }),
    flag('ATA0', 42),
    flag('ATA', 43),
  ],
  TCR_EL1: [flag('TBI0', 37), flag('TCMA0', 57)],
};

/** The fields of a register, lowest first; none of a register that is not known here. */
export function registerFields(name: string, value: bigint): readonly RegisterField[] {
  return (FIELDS[name] ?? []).map((field) => field(value));
}
