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

/** Flags of PSTATE from `bits` down, each with its letter: `Nzcv` has N set. */
const letters =
  (name: string, of: readonly string[], high: number) =>
  (value: bigint): RegisterField => ({
    name,
    value: [...of]
      .map((one, i) => (bits(value, high - i, high - i) === 1n ? one : one.toLowerCase()))
      .join(''),
  });

const PSTATE = [
  (value: bigint): RegisterField => ({ name: 'EL', value: bits(value, 3, 2).toString() }),
  flag('SPSel', 0),
  letters('NZCV', ['N', 'Z', 'C', 'V'], 31),
  letters('DAIF', ['D', 'A', 'I', 'F'], 9),
  flag('PAN', 22),
  flag('TCO', 25),
];

/** Memory attributes by their byte (Arm ARM D24.2.109); others by number. */
const ATTRIBUTES: Readonly<Record<number, string>> = {
  0x00: 'Device-nGnRnE',
  0x04: 'Device-nGnRE',
  0x0c: 'Device-GRE',
  0x44: 'Normal Non-cacheable',
  0xbb: 'Normal write-through',
  0xf0: 'Normal Tagged',
  0xff: 'Normal',
};

/** The attributes that are not what reset leaves, by index. */
function memoryAttributes(value: bigint): readonly RegisterField[] {
  return Array.from({ length: 8 }, (_, index) => {
    const byte = Number(bits(value, 8 * index + 7, 8 * index));
    return { name: `Attr${index}`, value: ATTRIBUTES[byte] ?? hex(byte) };
  }).filter((_, index) => bits(value, 8 * index + 7, 8 * index) !== 0n);
}

const FIELDS: Readonly<Record<string, readonly ((value: bigint) => RegisterField)[]>> = {
  HCR_EL2: [flag('VM', 0), flag('TID3', 18), flag('RW', 31), flag('ATA', 56), flag('TID5', 58)],
  GCR_EL1: [(value) => ({ name: 'Exclude', value: tagsOf(bits(value, 15, 0)) }), flag('RRND', 16)],
  RGSR_EL1: [
    (value) => ({ name: 'TAG', value: bits(value, 3, 0).toString() }),
    (value) => ({ name: 'SEED', value: hex(bits(value, 23, 8)) }),
  ],
  TFSR_EL1: [flag('TF0', 0), flag('TF1', 1)],
  TFSRE0_EL1: [flag('TF0', 0), flag('TF1', 1)],
  PSTATE,
  SPSR_EL1: PSTATE,
  SCTLR_EL1: [
    flag('M', 0),
    flag('A', 1),
    flag('SA', 3),
    flag('ITFSB', 37),
    (value) => ({ name: 'TCF0', value: CHECKS[Number(bits(value, 39, 38))] ?? '' }),
    (value) => ({ name: 'TCF', value: CHECKS[Number(bits(value, 41, 40))] ?? '' }),
    flag('ATA0', 42),
    flag('ATA', 43),
  ],
  TCR_EL1: [
    (value) => ({ name: 'T0SZ', value: bits(value, 5, 0).toString() }),
    (value) => ({ name: 'T1SZ', value: bits(value, 21, 16).toString() }),
    flag('EPD1', 23),
    flag('TBI0', 37),
    flag('TBI1', 38),
    flag('TCMA0', 57),
    flag('TCMA1', 58),
  ],
  GMID_EL1: [
    (value) => ({ name: 'BS', value: `${bits(value, 3, 0)}, ${4n << bits(value, 3, 0)} bytes a block` }),
  ],
  ESR_EL1: [
    (value) => ({ name: 'EC', value: hex(bits(value, 31, 26)) }),
    (value) => ({ name: 'ISS', value: hex(bits(value, 24, 0)) }),
  ],
};

/** The fields of a register, lowest first; none of a register that is not known here. */
export function registerFields(name: string, value: bigint): readonly RegisterField[] {
  return name === 'MAIR_EL1' ? memoryAttributes(value) : (FIELDS[name] ?? []).map((field) => field(value));
}

/** A register between two moments. */
export interface RegisterMark {
  readonly name: string;
  readonly value: bigint;
  readonly fields: readonly (RegisterField & { readonly changed: boolean })[];
  readonly changed: boolean;
}

/** What a register was and is, by field. */
export function registerMark(name: string, before: bigint, value: bigint): RegisterMark {
  const earlier = registerFields(name, before);
  return {
    name,
    value,
    fields: registerFields(name, value).map((field) => ({
      ...field,
      changed: earlier.find((one) => one.name === field.name)?.value !== field.value,
    })),
    changed: value !== before,
  };
}
