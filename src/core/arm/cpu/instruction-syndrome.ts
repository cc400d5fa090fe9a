/**
 * What ESR_EL2 says of the instruction behind a data abort, so that a hypervisor can do for a device what the instruction would have
 * done: ISV, SAS, SSE, SRT, SF and AR. Source: Arm ARM D24.2.40 (ISS of a Data Abort).
 */
import { decode } from '../a64/decode.ts';
import { field } from '../a64/operand.ts';
import type { Cpu } from './cpu.ts';

/** ESR.EC of a data abort that is taken to a higher EL. */
export const DATA_ABORT_FROM_BELOW = 0x24;

/** ISS of every data abort: cache maintenance; a write. */
export const CM = 1 << 8;
export const WNR = 1 << 6;

/** Fields of ISS, by their lowest bit. */
const ISV = 1 << 24;
const SAS = 22;
const SSE = 1 << 21;
const SRT = 16;
const SF = 1 << 15;
const AR = 1 << 14;

/** Operations on one general-purpose register, without writeback; `register` is an index register. */
const PLAIN =
  /^(?:load|store)(?:-s)?(?:8|16|32|64)(?:-[wx])? (?:offset|register|unscaled|unprivileged|literal)$/;
const ORDERED = ['ldar', 'stlr'];

/** Bits 24 to 14 of the syndrome; 0, so not valid, for whatever is no load or store of one register, or writes the base back. */
export function instructionSyndrome(word: number): number {
  const decoded = decode(word);
  if (decoded === null) return 0;
  const { op } = decoded.row;
  const isOrdered = ORDERED.includes(op);
  if (!isOrdered && !PLAIN.test(op)) return 0;
  // A literal has no size of its own: its name says what it loads.
  const [, signed = '', bits = '', to = ''] = /^(?:load|store)(-s)?(\d+)(?:-([wx]))?/.exec(op) ?? [];
  const size = isOrdered ? word >>> 30 : Math.log2(Number(bits) / 8);
  const isWide = signed === '' ? size === 3 : to === 'x';
  return (
    ISV |
    (size << SAS) |
    (signed === '' ? 0 : SSE) |
    (field(decoded.fields, 't') << SRT) |
    (isWide ? SF : 0) |
    (isOrdered ? AR : 0)
  );
}

/** What ESR_EL2 says, beside the status, of the data abort of the instruction that runs. */
export function dataSyndrome({ inMaintenance, running, atLow }: Cpu, write: boolean): number {
  if (inMaintenance) return CM | WNR;
  return instructionSyndrome(running?.words[(atLow & 0xfff) >>> 2] ?? 0) | (write ? WNR : 0);
}
