/** What branches, exceptions, hints and system instructions do. Source: Arm ARM C5, C6, D1. */
import { PSTATE_FIELDS, SYSTEM_OPERATIONS, systemNumber } from '../a64/names.ts';
import { field } from '../a64/operand.ts';
import type { Fields } from '../a64/pattern.ts';
import { load, source } from './access.ts';
import { holds } from './conditions.ts';
import type { Cpu, Execute } from './cpu.ts';
import { exceptionReturn, takeException, undefinedInstruction } from './exceptions.ts';
import { target, type Make } from './integer.ts';
import { EVENT, EXCLUSIVE_BYTES, IN_WFE, IN_WFI, slotNamed } from './layout.ts';
import { signedField } from './loads.ts';
import { translateFor } from './mmu.ts';
import { SP_EL0, systemRegister } from './system-registers.ts';
import { fillBlock } from './tags.ts';

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

/** An exception that the instruction asks for; SVC's ERET goes behind it. */
const calls =
  (exceptionClass: number, behind: boolean): Make =>
  (f) => {
    const syndrome = field(f, 'i');
    return (cpu) => {
      takeException(cpu, { class: exceptionClass, syndrome, ...(behind ? { back: cpu.pc } : {}) });
    };
  };

const hypercall: Execute = (cpu) => {
  if (cpu.el === 0 || !cpu.surroundings.hypercall(cpu)) undefinedInstruction(cpu);
};

/** WFI and WFE. From EL0 they go to EL1 unless SCTLR_EL1.nTWI, nTWE allow them (Arm ARM D1.6). */
const wait =
  (forEvent: boolean): Make =>
  () => {
    const allowed = forEvent ? 18 : 16;
    return (cpu) => {
      const { x } = cpu;
      if (forEvent && x[2 * EVENT] === 1) {
        x[2 * EVENT] = 0;
        return;
      }
      if (cpu.el === 0 && (((x[2 * SCTLR] ?? 0) >>> allowed) & 1) === 0)
        takeException(cpu, { class: 0x01, syndrome: ALWAYS | (forEvent ? 1 : 0) });
      else cpu.waiting = forEvent ? IN_WFE : IN_WFI;
    };
  };
/** ISS of a trapped WFI: its condition, which always holds. */
const ALWAYS = (1 << 24) | (0xe << 20);

const sendEvent: Execute = (cpu) => {
  for (const other of cpu.memory.cpus) other.event();
};
const nothing: Execute = () => {
  // Order is kept anyway: one access at a time reaches memory.
};

/** Trapped by the configuration of EL1, or to where it is no instruction at all. */
function readSystem(f: Fields): Execute {
  const register = systemRegister(
    systemNumber(field(f, 'o') + 2, field(f, 'p'), field(f, 'k'), field(f, 'j'), field(f, 'q')),
  );
  const t = target(field(f, 't'));
  if (register === undefined) return undefinedInstruction;
  const { slot, reads, read } = register;
  return (cpu) => {
    if (cpu.el < reads || reads === 3 || (slot === SP_EL0 && cpu.spsel === 0)) undefinedInstruction(cpu);
    else cpu.setWide(t, read === undefined ? cpu.wide(slot) : read(cpu));
  };
}

function writeSystem(f: Fields): Execute {
  const register = systemRegister(
    systemNumber(field(f, 'o') + 2, field(f, 'p'), field(f, 'k'), field(f, 'j'), field(f, 'q')),
  );
  const t = source(field(f, 't'));
  if (register === undefined) return undefinedInstruction;
  const { slot, writes, mask, read, write } = register;
  return (cpu) => {
    if (cpu.el < writes || writes === 3 || (slot === SP_EL0 && cpu.spsel === 0)) {
      undefinedInstruction(cpu);
      return;
    }
    const value = cpu.wide(t);
    if (read === undefined) cpu.setWide(slot, value & mask);
    write?.(cpu, value);
  };
}

const DAIF_OF = 6;
const fieldName = (f: Fields): string | undefined =>
  Object.entries(PSTATE_FIELDS).find(([, { p, q }]) => p === f.p && q === f.q)?.[0];

/** MSR of an immediate to a field of PSTATE. */
const writeField: Make = (f) => {
  const name = fieldName(f);
  const bits = field(f, 'i');
  const one = bits & 1;
  const change = (cpu: Cpu): number => {
    const now = cpu.pstate;
    const put = (at: number): number => (now & ~(1 << at)) | (one << at);
    switch (name) {
      case 'daifset':
        return now | (bits << DAIF_OF);
      case 'daifclr':
        return now & ~(bits << DAIF_OF);
      case 'spsel':
        return put(0);
      case 'pan':
        return put(22);
      case 'uao':
        return put(23);
      case 'dit':
        return put(24);
      default:
        return put(25);
    }
  };
  const lowest = name === 'tco' || name === 'dit' ? 0 : 1;
  return (cpu) => {
    if (cpu.el < lowest) undefinedInstruction(cpu);
    else cpu.setPstate(change(cpu));
  };
};

const SCTLR = slotNamed('sctlr_el1');
const PAR = slotNamed('par_el1');
const { dc, ic, at, tlbi } = SYSTEM_OPERATIONS;
const cacheNames = new Map(Object.entries({ ...dc }).map(([name, number]) => [number, name]));
const instructionCaches = new Set(Object.values(ic));
const translations = new Map(Object.entries(tlbi).map(([name, number]) => [number, name]));
const addressOperations = new Set(Object.values(at));

/** TLBI: of one page where it names one, else of all; by every processor where it ends in IS. */
function invalidate(cpu: Cpu, name: string, t: number): void {
  const page = cpu.wide(t);
  const [low, high] = [Number(BigInt.asIntN(32, page << 12n)), Number(BigInt.asUintN(24, page >> 20n))];
  for (const one of name.endsWith('is') ? cpu.memory.cpus : [cpu]) {
    if (name.startsWith('va')) one.flushPage(low, high);
    else one.flush();
  }
}

/** SYS: caches need no maintenance here, since all see one memory; what is left are the blocks and the TLB. */
const operation: Make = (f) => {
  const number = systemNumber(1, field(f, 'p'), field(f, 'k'), field(f, 'j'), field(f, 'q'));
  const t = source(field(f, 't'));
  const lowest = field(f, 'p') === 3 ? 0 : 1;
  const cache = cacheNames.get(number);
  const allowed = (cpu: Cpu, doIt: () => void): void => {
    if (cpu.el < lowest) undefinedInstruction(cpu);
    else doIt();
  };
  const translation = translations.get(number);
  if (translation !== undefined)
    return (cpu) => {
      allowed(cpu, () => {
        invalidate(cpu, translation, t);
      });
    };
  if (instructionCaches.has(number))
    return (cpu) => {
      allowed(cpu, () => {
        cpu.codeChanged();
      });
    };
  if (addressOperations.has(number))
    return (cpu) => {
      allowed(cpu, () => {
        const user = (number & 2) !== 0;
        const result = translateFor(cpu, cpu.wide(t), (number & 1) === 1, user ? 0 : cpu.el);
        if (result !== null) cpu.setWide(PAR, result);
      });
    };
  if (cache === undefined) return undefinedInstruction;
  if (cache === 'zva' || cache === 'gva' || cache === 'gzva') {
    const fill = { zero: cache !== 'gva', checked: cache === 'zva' };
    return (cpu) => {
      const tag = cache === 'zva' ? null : ((cpu.x[2 * t + 1] ?? 0) >>> 24) & 0xf;
      fillBlock(cpu, t, { ...fill, tag });
    };
  }
  const byAddress = field(f, 'p') === 3 || (field(f, 'q') & 1) === 1;
  return (cpu) => {
    allowed(cpu, () => {
      if (byAddress) load(cpu, cpu.x[2 * t] ?? 0, cpu.x[2 * t + 1] ?? 0, 1, false);
    });
  };
};

export const SYSTEM: Readonly<Record<string, Make>> = {
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
  eret: () => (cpu) => {
    if (cpu.el === 0) undefinedInstruction(cpu);
    else exceptionReturn(cpu);
  },
  svc: calls(0x15, true),
  brk: calls(0x3c, false),
  hvc: () => hypercall,
  smc: () => undefinedInstruction,
  hlt: () => undefinedInstruction,
  udf: () => undefinedInstruction,
  nop: () => nothing,
  yield: () => nothing,
  sev: () => sendEvent,
  sevl: () => (cpu) => {
    cpu.event();
  },
  hint: () => nothing,
  wfi: wait(false),
  wfe: wait(true),
  dsb: () => nothing,
  dmb: () => nothing,
  isb: () => nothing,
  sb: () => nothing,
  clrex: () => (cpu) => {
    cpu.x[2 * EXCLUSIVE_BYTES] = 0;
  },
  'msr-immediate': writeField,
  sys: operation,
  mrs: readSystem,
  msr: writeSystem,
};
