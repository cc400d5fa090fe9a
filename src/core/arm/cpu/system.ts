/** What exceptions, hints, barriers and system registers do. Source: Arm ARM C5, C6, D1. */
import { PSTATE_FIELDS, systemNumber } from '../a64/names.ts';
import { field } from '../a64/operand.ts';
import type { Fields } from '../a64/pattern.ts';
import { source } from './access.ts';
import type { Cpu, Execute } from './cpu.ts';
import { exceptionReturn, takeException, undefinedInstruction } from './exceptions.ts';
import { target, type Make } from './integer.ts';
import { EVENT, EXCLUSIVE_BYTES, IN_WFE, IN_WFI, slotNamed } from './layout.ts';
import { operation } from './operations.ts';
import { SP_EL0, systemRegister, type SystemRegister } from './system-registers.ts';
import { UMA, allowed } from './traps.ts';

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

function registerOf(f: Fields): ReturnType<typeof systemRegister> {
  return systemRegister(
    systemNumber(field(f, 'o') + 2, field(f, 'p'), field(f, 'k'), field(f, 'j'), field(f, 'q')),
  );
}

/** Whether a register that this EL may use is not to be had now. */
function isAbsent(cpu: Cpu, { slot, ofTags }: SystemRegister): boolean {
  if (slot === SP_EL0) return cpu.spsel === 0;
  return ofTags === true && ((cpu.x[2 * HCR + 1] ?? 0) & ATA_HIGH) === 0;
}

function readSystem(f: Fields): Execute {
  const register = registerOf(f);
  const t = target(field(f, 't'));
  if (register === undefined) return undefinedInstruction;
  const { slot, reads, read, allows } = register;
  return (cpu) => {
    if (cpu.el < reads || reads === 3 || isAbsent(cpu, register)) undefinedInstruction(cpu);
    else if (allowed(cpu, allows, f, field(f, 'o') + 2, 1))
      cpu.setWide(t, read === undefined ? cpu.wide(slot) : read(cpu));
  };
}

function writeSystem(f: Fields): Execute {
  const register = registerOf(f);
  const t = source(field(f, 't'));
  if (register === undefined) return undefinedInstruction;
  const { slot, writes, mask, read, write, allows } = register;
  return (cpu) => {
    if (cpu.el < writes || writes === 3 || isAbsent(cpu, register)) {
      undefinedInstruction(cpu);
      return;
    }
    if (!allowed(cpu, allows, f, field(f, 'o') + 2, 0)) return;
    const value = cpu.wide(t);
    if (read === undefined) cpu.setWide(slot, value & mask);
    write?.(cpu, value);
  };
}

const HCR = slotNamed('hcr_el2');
/** HCR_EL2.ATA, in the high word. */
const ATA_HIGH = 1 << (56 - 32);
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
  const isDaif = name === 'daifset' || name === 'daifclr';
  const lowest = name === 'tco' || name === 'dit' || isDaif ? 0 : 1;
  // As a trap it is MSR of op0 0, CRn 4, with the immediate as CRm (Arm ARM D24.2.40).
  const asTrap = { p: field(f, 'p'), q: field(f, 'q'), k: 4, j: bits, t: 31 };
  return (cpu) => {
    if (cpu.el < lowest) undefinedInstruction(cpu);
    else if (allowed(cpu, isDaif ? UMA : undefined, asTrap, 0, 0)) cpu.setPstate(change(cpu));
  };
};

const SCTLR = slotNamed('sctlr_el1');
export const SYSTEM: Readonly<Record<string, Make>> = {
  sys: operation,
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
  mrs: readSystem,
  msr: writeSystem,
};
