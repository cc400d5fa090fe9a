/** What branches do. Source: Arm ARM C6. */
import { field } from '../a64/operand.ts';
import { source } from './access.ts';
import { holds } from './conditions.ts';
import type { Cpu } from './cpu.ts';
import type { Make } from './integer.ts';
import { signedField } from './loads.ts';

/** Goes `distance` bytes from the instruction. */
function jump(cpu: Cpu, distance: number): void {
  const sum = (cpu.atLow >>> 0) + (distance >>> 0);
  cpu.pcLow = sum | 0;
  cpu.pcHigh = (cpu.atHigh + (distance >> 31) + (sum > 0xffffffff ? 1 : 0)) | 0;
}

function link(cpu: Cpu): void {
  cpu.x[2 * 30] = cpu.pcLow;
  cpu.x[2 * 30 + 1] = cpu.pcHigh;
}

const toRegister =
  (linking: boolean): Make =>
  (f) => {
    const n = source(field(f, 'n'));
    return (cpu) => {
      const low = cpu.x[2 * n] ?? 0;
      const high = cpu.x[2 * n + 1] ?? 0;
      if (linking) link(cpu);
      cpu.branchTo(low, high);
    };
  };

const ifZero =
  (zero: boolean): Make =>
  (f) => {
    const t = source(field(f, 't'));
    const distance = signedField(f, 'i', 19) * 4;
    const wide = f.z === 1;
    return (cpu) => {
      const bits = (cpu.x[2 * t] ?? 0) | (wide ? (cpu.x[2 * t + 1] ?? 0) : 0);
      if ((bits === 0) === zero) jump(cpu, distance);
    };
  };

const ifBit =
  (set: number): Make =>
  (f) => {
    const at = 2 * source(field(f, 't')) + field(f, 'b');
    const bit = field(f, 'a');
    const distance = signedField(f, 'i', 14) * 4;
    return (cpu) => {
      if ((((cpu.x[at] ?? 0) >>> bit) & 1) === set) jump(cpu, distance);
    };
  };

export const BRANCHES: Readonly<Record<string, Make>> = {
  b: (f) => {
    const distance = signedField(f, 'i', 26) * 4;
    return (cpu) => {
      jump(cpu, distance);
    };
  },
  bl: (f) => {
    const distance = signedField(f, 'i', 26) * 4;
    return (cpu) => {
      link(cpu);
      jump(cpu, distance);
    };
  },
  'b.cond': (f, word) => {
    const distance = signedField(f, 'i', 19) * 4;
    const condition = word & 0xf;
    return (cpu) => {
      if (holds(condition, cpu.nzcv)) jump(cpu, distance);
    };
  },
  cbz: ifZero(true),
  cbnz: ifZero(false),
  tbz: ifBit(0),
  tbnz: ifBit(1),
  br: toRegister(false),
  blr: toRegister(true),
  ret: toRegister(false),
};
