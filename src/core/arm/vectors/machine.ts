/** A machine for one vector: RAM, page tables in it, a vCPU at reset. */
import { Machine } from '../../machine/machine.ts';
import { setTag, tagAt } from '../../machine/state.ts';
import { Cpu, type ExceptionRecord } from '../cpu/cpu.ts';
import { Memory } from '../cpu/memory.ts';
import { CPU_WORDS, slotNamed } from '../cpu/layout.ts';
import { resetValues } from '../cpu/system-registers.ts';

export const RAM = 0x40000000;
const NO_DATA = new Uint8Array(4096);
const NO_TAGS = new Uint8Array(128);

/** Frames of RAM, all zero, whose pages are shared until one is written. */
export class Bench {
  readonly machine: Machine;
  readonly frames: number;
  readonly exceptions: ExceptionRecord[] = [];

  constructor(frames: number) {
    this.frames = frames;
    const pages = [
      ...Array.from({ length: frames }, () => NO_DATA),
      ...Array.from({ length: frames }, () => NO_TAGS),
    ];
    this.machine = new Machine({ words: new Uint32Array(CPU_WORDS), pages }, null);
    for (const { slot, value } of resetValues()) this.set(slot, value);
  }

  /** Writes a register of the state. */
  set(slot: number, value: bigint): void {
    this.machine.words[2 * slot] = Number(BigInt.asUintN(32, value));
    this.machine.words[2 * slot + 1] = Number(BigInt.asUintN(32, value >> 32n));
  }
  setNamed(name: string, value: bigint): void {
    this.set(slotNamed(name), value);
  }

  data(frame: number): Uint8Array {
    return this.machine.ownPage(frame);
  }
  putWord(frame: number, offset: number, word: bigint, bytes: number): void {
    const data = this.data(frame);
    for (let i = 0; i < bytes; i++) data[offset + i] = Number((word >> BigInt(8 * i)) & 0xffn);
  }
  setTag(frame: number, granule: number, tag: number): void {
    setTag(this.machine.ownPage(this.frames + frame), granule, tag);
  }
  tag(frame: number, granule: number): number {
    return tagAt(this.machine.page(this.frames + frame), granule);
  }

  /** The vCPU over what was written; make it last. */
  cpu(): Cpu {
    const map = { base: RAM, frames: this.frames, dataPage: 0, tagsPage: this.frames, devices: [] };
    return new Cpu(new Memory(this.machine, map), 0, {
      hypercall: () => false,
      exception: (record) => this.exceptions.push(record),
    });
  }
}
