/** From an address to where it lies: stage 1 as the processor's registers rule it, then stage 2 where there is one. */
import type { Cpu } from './cpu.ts';
import { slotNamed } from './layout.ts';
import type { Entry } from './tlb.ts';
import { translate, type Access, type StageTwoFault, type Translation } from './translate.ts';

/** Where an access goes, or the fault that it takes of either stage. */
export type Reached = Entry | { readonly fault: number } | StageTwoFault;

const SCTLR = slotNamed('sctlr_el1');
const TCR = slotNamed('tcr_el1');
const TTBR0 = slotNamed('ttbr0_el1');
const TTBR1 = slotNamed('ttbr1_el1');
const MAIR = slotNamed('mair_el1');

function stageOne(cpu: Cpu, address: bigint, access: Access, el: number): Translation {
  const sctlr = cpu.x[2 * SCTLR] ?? 0;
  return translate(
    cpu.memory,
    {
      mmu: (sctlr & 1) === 1,
      tcr: cpu.wide(TCR),
      ttbr0: cpu.wide(TTBR0),
      ttbr1: cpu.wide(TTBR1),
      mair: cpu.wide(MAIR),
      writeImpliesNever: ((sctlr >>> 19) & 1) === 1,
      pan: cpu.pan === 1,
      codeIgnores0: cpu.codeMask0 !== -1,
      codeIgnores1: cpu.codeMask1 !== -1,
    },
    address,
    access,
    el,
  );
}

/** The page of an address, by a walk. */
export function translated(cpu: Cpu, low: number, high: number, access: Access, el: number): Reached {
  const { memory } = cpu;
  const found = stageOne(cpu, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0), access, el);
  if (!('physical' in found)) return found;
  const { tagged, device } = found;
  const physical = found.physical - (found.physical % 4096);
  const { stageTwo } = memory.map;
  if (stageTwo === undefined) return { frame: memory.frame(physical), physical, tagged, device };
  const place = stageTwo(physical, access === 'write');
  if ('fault' in place) return { stageTwo: place.fault, ipa: found.physical, onWalk: false };
  return { frame: memory.frameOf(place.frame), physical, tagged: tagged && place.tagged, device };
}

/** What AT leaves in PAR_EL1, by stage 1 alone: the page and its attributes, or the fault; null where the walk itself leaves the guest. */
export function translateFor(cpu: Cpu, address: bigint, write: boolean, el: number): bigint | null {
  const found = stageOne(cpu, address, write ? 'write' : 'read', el);
  if ('stageTwo' in found) {
    const [low, high] = [Number(BigInt.asIntN(32, address)), Number(BigInt.asIntN(32, address >> 32n))];
    cpu.exit(0x24, low, high, write, found);
    return null;
  }
  if ('fault' in found) return 1n | (BigInt(found.fault) << 1n) | (1n << 11n);
  const attributes = found.tagged ? 0xf0n : found.device ? 0n : 0xffn;
  return (BigInt(found.physical) & ~0xfffn) | (attributes << 56n) | (1n << 11n);
}
