/** What SYS does: maintenance of caches and TLB, address translation, blocks of zeros and tags. Source: Arm ARM C5.3 to C5.5. */
import { SYSTEM_OPERATIONS, systemNumber } from '../a64/names.ts';
import { field } from '../a64/operand.ts';
import { load, source } from './access.ts';
import type { Cpu, Execute } from './cpu.ts';
import { undefinedInstruction } from './exceptions.ts';
import type { Make } from './integer.ts';
import { slotNamed } from './layout.ts';
import { translateFor } from './mmu.ts';
import { fillBlock } from './tags.ts';
import { DZE, UCI, allowed, type Allows } from './traps.ts';

const PAR = slotNamed('par_el1');
const { dc, ic, at, tlbi } = SYSTEM_OPERATIONS;
const cacheNames = new Map(Object.entries({ ...dc, ...ic }).map(([name, number]) => [number, name]));
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

/** Caches need no maintenance here, since all see one memory; what is left are the blocks and the TLB. */
export const operation: Make = (f) => {
  const number = systemNumber(1, field(f, 'p'), field(f, 'k'), field(f, 'j'), field(f, 'q'));
  const t = source(field(f, 't'));
  const [lowest, act, allows] = operationOf(number, t);
  if (act === null) return undefinedInstruction;
  return (cpu) => {
    if (cpu.el < lowest) undefinedInstruction(cpu);
    else if (allowed(cpu, allows, f, 1, 0)) act(cpu);
  };
};

/** The lowest EL that may do an operation, what it does on the register in slot t (null: nothing known), and what lets EL0. */
function operationOf(number: number, t: number): readonly [0 | 1, Execute | null, Allows?] {
  const translation = translations.get(number);
  if (translation !== undefined)
    return [
      1,
      (cpu) => {
        invalidate(cpu, translation, t);
      },
    ];
  if (addressOperations.has(number))
    return [
      1,
      (cpu) => {
        const user = (number & 2) !== 0;
        const result = translateFor(cpu, cpu.wide(t), (number & 1) === 1, user ? 0 : cpu.el);
        if (result !== null) cpu.setWide(PAR, result);
      },
    ];
  const cache = cacheNames.get(number);
  if (cache === 'zva' || cache === 'gva' || cache === 'gzva')
    return [
      0,
      (cpu) => {
        const tag = cache === 'zva' ? null : ((cpu.x[2 * t + 1] ?? 0) >>> 24) & 0xf;
        fillBlock(cpu, t, { zero: cache !== 'gva', checked: cache === 'zva', tag });
      },
      DZE,
    ];
  if (cache === 'iallu' || cache === 'ialluis' || cache?.endsWith('sw') === true) return [1, () => undefined];
  if (cache === undefined) return [1, null];
  // By address: there has to be one. What invalidates only is EL1's.
  const byAddress: Execute = (cpu) => {
    cpu.inMaintenance = true;
    load(cpu, cpu.x[2 * t] ?? 0, cpu.x[2 * t + 1] ?? 0, 1, false);
    cpu.inMaintenance = false;
  };
  return cache === 'ivac' || cache === 'igvac' || cache === 'igdvac' ? [1, byAddress] : [0, byAddress, UCI];
}
