/** What the instructions of FEAT_MTE2 do to pointers and to allocation tags. Source: Arm ARM C6, D10. */
import { field } from '../a64/operand.ts';
import type { Fields } from '../a64/pattern.ts';
import {
  FSC_ALIGNMENT,
  aligned,
  isDeviceProbed,
  probe,
  putTag,
  source,
  tagProbed,
  storePair,
  zeroProbed,
} from './access.ts';
import type { Cpu, Execute } from './cpu.ts';
import { undefinedInstruction } from './exceptions.ts';
import { addWide, target, type Make } from './integer.ts';
import { slotNamed } from './layout.ts';
import { effective, reach, signedField, stackAligned } from './loads.ts';
import { quickTag } from './quick.ts';
import { nonExcludedTag, randomBits } from './random-tag.ts';

const GCR = slotNamed('gcr_el1');
const RGSR = slotNamed('rgsr_el1');
const DCZID = slotNamed('dczid_el0');
/** GMID_EL1.BS is 6: LDGM and STGM move the tags of 256 bytes. */
export const GMID_BS = 6;
const BLOCK_BYTES = 4 << GMID_BS;

/** The high word of a pointer with another tag. */
function withTag(high: number, tag: number): number {
  return (high & ~0x0f000000) | (tag << 24);
}

/** IRG. Without allocation tags the tag is 0, and RGSR stays. */
const insertRandom: Make = (f) => {
  const n = field(f, 'n');
  const d = field(f, 'd');
  const m = source(field(f, 'm'));
  return (cpu) => {
    const { x } = cpu;
    const low = x[2 * n] ?? 0;
    const high = x[2 * n + 1] ?? 0;
    let tag = 0;
    if (cpu.allocationTags) {
      const exclude = ((x[2 * m] ?? 0) | (x[2 * GCR] ?? 0)) & 0xffff;
      const rgsr = x[2 * RGSR] ?? 0;
      const { bits, seed } = randomBits(rgsr >>> 8);
      tag = nonExcludedTag(rgsr & 0xf, bits, exclude);
      x[2 * RGSR] = (seed << 8) | tag;
    }
    x[2 * d] = low;
    x[2 * d + 1] = withTag(high, tag);
  };
};

/** ADDG, SUBG. */
function addTag(f: Fields, subtract: boolean): Execute {
  const n = field(f, 'n');
  const d = field(f, 'd');
  const offset = field(f, 'i') * 16;
  const steps = field(f, 'j');
  return (cpu) => {
    const { x } = cpu;
    const high = x[2 * n + 1] ?? 0;
    const tag = cpu.allocationTags
      ? nonExcludedTag((high >>> 24) & 0xf, steps, (x[2 * GCR] ?? 0) & 0xffff)
      : 0;
    const low = x[2 * n] ?? 0;
    if (subtract) addWide(cpu, d, low, high, ~offset, -1, 1, false);
    else addWide(cpu, d, low, high, offset, 0, 0, false);
    x[2 * d + 1] = withTag(x[2 * d + 1] ?? 0, tag);
  };
}

const insertMask: Make = (f) => {
  const n = field(f, 'n');
  const m = source(field(f, 'm'));
  const d = target(field(f, 'd'));
  return ({ x }) => {
    const tag = ((x[2 * n + 1] ?? 0) >>> 24) & 0xf;
    x[2 * d] = (x[2 * m] ?? 0) | (1 << tag);
    x[2 * d + 1] = x[2 * m + 1] ?? 0;
  };
};

/** SUBP, SUBPS: the difference of two addresses without their top bytes. */
function subtractPointers(f: Fields, flags: boolean): Execute {
  const n = field(f, 'n');
  const m = field(f, 'm');
  const d = target(field(f, 'd'));
  const extended = (high: number): number => (high << 8) >> 8;
  return (cpu) => {
    const { x } = cpu;
    const nHigh = extended(x[2 * n + 1] ?? 0);
    addWide(cpu, d, x[2 * n] ?? 0, nHigh, ~(x[2 * m] ?? 0), ~extended(x[2 * m + 1] ?? 0), 1, flags);
  };
}

/** STG, STZG, ST2G, STZ2G. */
function storeTag(granules: 1 | 2, zeroing: boolean, mode: string): Make {
  return (f) => {
    const n = field(f, 'n');
    const t = field(f, 't');
    const offset = signedField(f, 'i', 9) * 16;
    return (cpu) => {
      const { x } = cpu;
      if (!stackAligned(cpu, n)) return;
      reach(cpu, n, mode === 'post' ? 0 : offset);
      const { low, high } = effective;
      const tag = ((x[2 * t + 1] ?? 0) >>> 24) & 0xf;
      if (granules === 2 || zeroing || !quickTag(cpu, low, high, tag)) {
        if (!aligned(cpu, low, high, 16, true)) return;
        if (!probe(cpu, low, high, 16 * granules, true, false)) return;
        if (zeroing) zeroProbed(cpu, low, 16 * granules);
        for (let i = 0; i < granules; i++) writeTag(cpu, low, 16 * i, tag);
      }
      if (mode === 'offset') return;
      reach(cpu, n, offset);
      x[2 * n] = effective.low;
      x[2 * n + 1] = effective.high;
    };
  };
}

/** Writes the tag of one granule of what was probed, where memory holds tags and this EL may write them. */
function writeTag(cpu: Cpu, low: number, beyond: number, tag: number): void {
  if (cpu.allocationTags) putTag(cpu, low, beyond, tag);
}

/** STGP: two registers and their granule's tag; not checked. */
function storeTagAndPair(mode: string): Make {
  return (f) => {
    const n = field(f, 'n');
    const t = source(field(f, 't'));
    const u = source(field(f, 'u'));
    const offset = signedField(f, 'i', 7) * 16;
    return (cpu) => {
      const { x } = cpu;
      if (!stackAligned(cpu, n)) return;
      reach(cpu, n, mode === 'post' ? 0 : offset);
      const { low, high } = effective;
      if (!aligned(cpu, low, high, 16, true)) return;
      if (!probe(cpu, low, high, 16, true, false)) return;
      storePair(cpu, low, 8, t, u);
      writeTag(cpu, low, 0, (high >>> 24) & 0xf);
      if (mode === 'offset') return;
      reach(cpu, n, offset);
      x[2 * n] = effective.low;
      x[2 * n + 1] = effective.high;
    };
  };
}

const loadTag: Make = (f) => {
  const n = field(f, 'n');
  const t = target(field(f, 't'));
  const from = source(field(f, 't'));
  const offset = signedField(f, 'i', 9) * 16;
  return (cpu) => {
    const { x } = cpu;
    if (!stackAligned(cpu, n)) return;
    reach(cpu, n, offset);
    const low = effective.low & ~15;
    if (!probe(cpu, low, effective.high, 16, false, false)) return;
    const tag = cpu.allocationTags ? (tagProbed(cpu, low) ?? 0) : 0;
    x[2 * t] = x[2 * from] ?? 0;
    x[2 * t + 1] = withTag(x[2 * from + 1] ?? 0, tag);
  };
};

/** LDGM and STGM: the tags of a block, each where its granule stands among sixteen. EL1 only. */
function tagBlock(writes: boolean): Make {
  return (f) => {
    const n = field(f, 'n');
    const t = writes ? source(field(f, 't')) : target(field(f, 't'));
    return (cpu) => {
      if (cpu.el === 0) {
        undefinedInstruction(cpu);
        return;
      }
      if (!stackAligned(cpu, n)) return;
      const low = (cpu.x[2 * n] ?? 0) & -BLOCK_BYTES;
      if (!probe(cpu, low, cpu.x[2 * n + 1] ?? 0, BLOCK_BYTES, writes, false)) return;
      const tags = cpu.wide(t);
      const { parts } = cpu;
      // What the accesses before this one have loaded.
      let found = parts?.kept ?? 0n;
      for (let i = 0; i < BLOCK_BYTES / 16; i++) {
        if (writes) writeTag(cpu, low, 16 * i, Number((tags >> BigInt(4 * i)) & 0xfn));
        else if (cpu.allocationTags) found |= BigInt(tagProbed(cpu, low, 16 * i) ?? 0) << BigInt(4 * i);
      }
      if (writes) return;
      if (parts !== null) parts.kept = found;
      cpu.setWide(t, found);
    };
  };
}

/** STZGM: one tag for a block of DC ZVA's size, and its bytes to zero. EL1 only. */
const zeroBlock: Make = (f) => {
  const n = field(f, 'n');
  const t = source(field(f, 't'));
  return (cpu) => {
    if (cpu.el === 0) undefinedInstruction(cpu);
    else if (stackAligned(cpu, n))
      fillBlock(cpu, n, { tag: (cpu.x[2 * t] ?? 0) & 0xf, zero: true, checked: false });
  };
};

export interface Fill {
  /** Null: tags stay. */
  readonly tag: number | null;
  readonly zero: boolean;
  readonly checked: boolean;
}

/** What DC ZVA, GVA, GZVA and STZGM do to the block of the address in slot n. */
export function fillBlock(cpu: Cpu, n: number, fill: Fill): void {
  const bytes = 4 << ((cpu.x[2 * DCZID] ?? 0) & 0xf);
  const given = cpu.x[2 * n] ?? 0;
  const low = given & -bytes;
  const high = cpu.x[2 * n + 1] ?? 0;
  if (!probe(cpu, low, high, bytes, true, fill.checked)) return;
  // Of a device it is not known how (Arm ARM C6, DC ZVA).
  if (fill.zero && isDeviceProbed()) {
    cpu.dataAbort(given, high, true, FSC_ALIGNMENT);
    return;
  }
  if (fill.zero) zeroProbed(cpu, low, bytes);
  if (fill.tag !== null) for (let at = 0; at < bytes; at += 16) writeTag(cpu, low, at, fill.tag);
}

const modes = ['offset', 'post', 'pre'];

export const TAGS: Readonly<Record<string, Make>> = {
  irg: insertRandom,
  addg: (f) => addTag(f, false),
  subg: (f) => addTag(f, true),
  gmi: insertMask,
  subp: (f) => subtractPointers(f, false),
  subps: (f) => subtractPointers(f, true),
  ldg: loadTag,
  ldgm: tagBlock(false),
  stgm: tagBlock(true),
  stzgm: zeroBlock,
  ...Object.fromEntries(
    modes.flatMap((mode) => [
      [`stg ${mode}`, storeTag(1, false, mode)],
      [`stzg ${mode}`, storeTag(1, true, mode)],
      [`st2g ${mode}`, storeTag(2, false, mode)],
      [`stz2g ${mode}`, storeTag(2, true, mode)],
      [`stgp ${mode}`, storeTagAndPair(mode)],
    ]),
  ),
};
