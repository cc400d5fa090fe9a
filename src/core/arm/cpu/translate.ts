/**
 * Stage 1 of the processor's own translation: tables in guest memory, 4 KiB granule. Source: Arm ARM D8.2 (walk), D8.3 (descriptors),
 * D8.4 (permissions, access flag), D8.5 (memory attributes).
 */
import type { Frame, Memory } from './memory.ts';

export type Access = 'read' | 'write' | 'fetch';

export interface Regime {
  readonly mmu: boolean;
  readonly tcr: bigint;
  readonly ttbr0: bigint;
  readonly ttbr1: bigint;
  readonly mair: bigint;
  /** SCTLR_EL1.WXN, PSTATE.PAN. */
  readonly writeImpliesNever: boolean;
  readonly pan: boolean;
  /** Whether the top byte of an instruction's address is ignored, in the lower and the upper half (TBI without TBID). */
  readonly codeIgnores0: boolean;
  readonly codeIgnores1: boolean;
}

export type Translation =
  | { readonly physical: number; readonly tagged: boolean; readonly device: boolean }
  | { readonly fault: number }
  | StageTwoFault;

/** A fault of stage 2: of the access itself, or of the walk's read of a table. */
export interface StageTwoFault {
  readonly stageTwo: number;
  readonly ipa: number;
  readonly onWalk: boolean;
}

/** Fault status codes, without the level. */
export const FSC_ADDRESS_SIZE = 0b000000;
export const FSC_TRANSLATION = 0b000100;
export const FSC_ACCESS_FLAG = 0b001000;
export const FSC_PERMISSION = 0b001100;
export const FSC_EXTERNAL = 0b010000;
export const FSC_EXTERNAL_ON_WALK = 0b010100;

/** MAIR byte of Normal write-back Tagged memory: nothing else is checked or holds tags (FACTS: guests). */
const MAIR_TAGGED = 0xf0n;
const OUTPUT_ADDRESS = 0xfffffffff000n;
const BIT_55 = 1n << 55n;

/** Translates bits 55:0 and the selecting bit 55 of `address` for an access from EL0 or EL1. */
export function translate(
  memory: Memory,
  regime: Regime,
  address: bigint,
  access: Access,
  el: number,
): Translation {
  const upper = (address & BIT_55) !== 0n;
  const { tcr } = regime;
  const size = 64 - Number((upper ? tcr >> 16n : tcr) & 0x3fn);
  const ignored =
    access === 'fetch'
      ? upper
        ? regime.codeIgnores1
        : regime.codeIgnores0
      : ((upper ? tcr >> 38n : tcr >> 37n) & 1n) === 1n;
  if (!regime.mmu) {
    // Flat and Device: never Tagged (Arm ARM D8.2.9). The top byte is ignored as with the MMU on (TCR_EL1.TBI0).
    const output = ignored ? BigInt.asUintN(56, address) : address;
    return output >> 48n === 0n
      ? { physical: Number(output), tagged: false, device: access !== 'fetch' }
      : { fault: FSC_ADDRESS_SIZE };
  }
  const disabled = ((upper ? tcr >> 23n : tcr >> 7n) & 1n) === 1n;
  const width = ignored ? 56 : 64;
  const top = BigInt.asUintN(width, address) >> BigInt(Math.max(size, 0));
  const wanted = upper && size < width ? (1n << BigInt(width - size)) - 1n : 0n;
  if (disabled || size < 25 || size > 48 || top !== wanted) return { fault: FSC_TRANSLATION };
  const start = size > 39 ? 0 : size > 30 ? 1 : 2;
  let table = Number((upper ? regime.ttbr1 : regime.ttbr0) & 0xfffffffffffen);
  const limits = { user: true, write: true, privilegedExecute: true, userExecute: true };
  for (let level = start; level <= 3; level++) {
    const shift = BigInt(12 + 9 * (3 - level));
    const span = level === start ? size - Number(shift) : 9;
    const index = Number(BigInt.asUintN(span, address >> shift));
    const at = table + index * 8;
    const frame = tableAt(memory, at);
    if (frame === null) return { fault: FSC_EXTERNAL_ON_WALK | level };
    if ('stageTwo' in frame) return frame;
    const word = (at % 4096) >> 2;
    memory.machine.notePage('read', frame.dataPage, 4 * word, 4 * word + 8, 'owner');
    const descriptor =
      (BigInt((frame.words[word + 1] ?? 0) >>> 0) << 32n) | BigInt((frame.words[word] ?? 0) >>> 0);
    const kind = Number(descriptor & 3n);
    if ((kind & 1) === 0 || (kind === 1 && (level === 0 || level === 3)))
      return { fault: FSC_TRANSLATION | level };
    if (kind === 3 && level < 3) {
      table = Number(descriptor & OUTPUT_ADDRESS);
      if (((descriptor >> 61n) & 1n) === 1n) limits.user = false;
      if (((descriptor >> 62n) & 1n) === 1n) limits.write = false;
      if (((descriptor >> 59n) & 1n) === 1n) limits.privilegedExecute = false;
      if (((descriptor >> 60n) & 1n) === 1n) limits.userExecute = false;
      continue;
    }
    if (((descriptor >> 10n) & 1n) === 0n) return { fault: FSC_ACCESS_FLAG | level };
    if (!permitted(regime, descriptor, limits, access, el)) return { fault: FSC_PERMISSION | level };
    const attribute = (regime.mair >> (8n * ((descriptor >> 2n) & 7n))) & 0xffn;
    const inside = (1n << shift) - 1n;
    return {
      physical: Number((descriptor & OUTPUT_ADDRESS & ~inside) | (address & inside)),
      tagged: attribute === MAIR_TAGGED,
      device: attribute >> 4n === 0n,
    };
  }
  return { fault: FSC_TRANSLATION | 3 };
}

/** Where a descriptor lies: tables are in the guest's own memory, behind stage 2 if there is one. */
function tableAt(memory: Memory, at: number): Frame | StageTwoFault | null {
  const { stageTwo } = memory.map;
  if (stageTwo === undefined) return memory.frame(at);
  const found = stageTwo(at, false);
  return 'fault' in found ? { stageTwo: found.fault, ipa: at, onWalk: true } : memory.frameOf(found.frame);
}

function permitted(
  regime: Regime,
  descriptor: bigint,
  limits: { user: boolean; write: boolean; privilegedExecute: boolean; userExecute: boolean },
  access: Access,
  el: number,
): boolean {
  const bit = (at: bigint): boolean => ((descriptor >> at) & 1n) === 1n;
  const user = bit(6n) && limits.user;
  const writable = !bit(7n) && limits.write;
  if (el === 0) {
    if (access === 'fetch')
      return !bit(54n) && limits.userExecute && !(regime.writeImpliesNever && user && writable);
    return user && (access === 'read' || writable);
  }
  if (access === 'fetch') {
    // What EL0 can write, EL1 never executes (Arm ARM D8.4.1).
    return (
      !bit(53n) && limits.privilegedExecute && !(user && writable) && !(regime.writeImpliesNever && writable)
    );
  }
  return !(regime.pan && user) && (access === 'read' || writable);
}
