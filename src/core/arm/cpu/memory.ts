/** Physical memory as processors reach it: frames of RAM whose data and tags are pages of the state, and devices. */
import type { Machine } from '../../machine/machine.ts';
import type { Cpu, Execute } from './cpu.ts';
import { EXCLUSIVE_BYTES, EXCLUSIVE_PLACE } from './layout.ts';

export const PAGE_BYTES = 4096;
/** Bytes that the exclusive monitor watches together: CTR_EL0.ERG says the same. */
const RESERVED_BYTES = 64;

/** Something that answers at physical addresses and is no memory. */
export interface Device {
  readonly base: number;
  readonly bytes: number;
  readonly read: (offset: number, bytes: number) => number;
  readonly write: (offset: number, bytes: number, value: number) => void;
}

/** Where a page of a guest's physical memory lies, by frame number; or the status of the fault that its access takes. */
export type StageTwo = (
  ipa: number,
  write: boolean,
) => { readonly frame: number; readonly tagged: boolean } | { readonly fault: number };

export interface MemoryMap {
  /** Physical address of the first frame; the frames follow each other. Behind stage 2 it says nothing. */
  readonly base: number;
  readonly frames: number;
  /** Page of the state that holds the data of frame 0, and the one that holds its tags. */
  readonly dataPage: number;
  readonly tagsPage: number;
  readonly devices: readonly Device[];
  readonly stageTwo?: StageTwo;
}

/** A frame: views of its pages, and what was derived from them. */
export class Frame {
  data: Uint8Array;
  words: Int32Array;
  tags: Uint8Array;
  /** Instructions decoded from its data; null where none are. */
  code: (Execute | undefined)[] | null = null;
  /** Whether an exclusive monitor watches a part of it: then stores ask whose. */
  isReserved = false;
  readonly physical: number;
  readonly dataPage: number;
  readonly tagsPage: number;
  private readonly machine: Machine;
  /** Whether its data are the state's own copy, which may be written. */
  isOwn = false;
  private ownsTags = false;

  constructor(machine: Machine, physical: number, dataPage: number, tagsPage: number) {
    this.machine = machine;
    this.physical = physical;
    this.dataPage = dataPage;
    this.tagsPage = tagsPage;
    this.data = machine.page(dataPage);
    this.words = wordsOf(this.data);
    this.tags = machine.page(tagsPage);
  }

  /** Makes its data the state's own, before a write. */
  own(): void {
    if (this.isOwn) return;
    this.isOwn = true;
    this.data = this.machine.ownPage(this.dataPage);
    this.words = wordsOf(this.data);
  }
  /** Likewise its tags. */
  ownTags(): Uint8Array {
    if (!this.ownsTags) {
      this.ownsTags = true;
      this.tags = this.machine.ownPage(this.tagsPage);
    }
    return this.tags;
  }
}

function wordsOf(data: Uint8Array): Int32Array {
  return new Int32Array(data.buffer, data.byteOffset, data.length >> 2);
}

export class Memory {
  readonly machine: Machine;
  readonly map: MemoryMap;
  /** The processors that share it: to them go broadcasts, and their monitors see each other's stores. */
  readonly cpus: Cpu[] = [];
  private readonly frames: (Frame | undefined)[] = [];

  constructor(machine: Machine, map: MemoryMap) {
    this.machine = machine;
    this.map = map;
  }

  /** The frame at a physical address; null where there is no RAM. */
  frame(address: number): Frame | null {
    return this.frameOf(Math.floor((address - this.map.base) / PAGE_BYTES));
  }
  /** The frame of this number. */
  frameOf(index: number): Frame | null {
    const { base, frames, dataPage, tagsPage } = this.map;
    if (index < 0 || index >= frames) return null;
    return (this.frames[index] ??= new Frame(
      this.machine,
      base + index * PAGE_BYTES,
      dataPage + index,
      tagsPage + index,
    ));
  }

  device(address: number): Device | null {
    return this.map.devices.find(({ base, bytes }) => address >= base && address < base + bytes) ?? null;
  }

  /** Watches where `cpu` has loaded exclusively. */
  reserve(cpu: Cpu, frame: Frame, offset: number): void {
    frame.isReserved = true;
    cpu.x[2 * EXCLUSIVE_PLACE] = frame.physical + (offset & -RESERVED_BYTES);
    cpu.x[2 * EXCLUSIVE_PLACE + 1] = Math.floor(frame.physical / 2 ** 32);
  }

  /** A store at `offset` of a watched frame: monitors of other processors there are clear, which is an event to them. */
  loseReservations(by: Cpu, frame: Frame, offset: number): void {
    const low = (frame.physical + (offset & -RESERVED_BYTES)) | 0;
    const high = Math.floor(frame.physical / 2 ** 32);
    for (const cpu of this.cpus) {
      const { x } = cpu;
      if (cpu === by || x[2 * EXCLUSIVE_BYTES] === 0) continue;
      if (x[2 * EXCLUSIVE_PLACE] !== low || x[2 * EXCLUSIVE_PLACE + 1] !== high) continue;
      x[2 * EXCLUSIVE_BYTES] = 0;
      cpu.event();
    }
  }
}
