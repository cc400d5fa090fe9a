/** Physical memory as the processor reaches it: frames of RAM whose data and tags are pages of the state, and devices. */
import type { Machine } from '../../machine/machine.ts';
import type { Execute } from './cpu.ts';

export const PAGE_BYTES = 4096;

/** Something that answers at physical addresses and is no memory. */
export interface Device {
  readonly base: number;
  readonly bytes: number;
  readonly read: (offset: number, bytes: number) => number;
  readonly write: (offset: number, bytes: number, value: number) => void;
}

export interface MemoryMap {
  /** Physical address of the first frame; the frames follow each other. */
  readonly base: number;
  readonly frames: number;
  /** Page of the state that holds the data of frame 0, and the one that holds its tags. */
  readonly dataPage: number;
  readonly tagsPage: number;
  readonly devices: readonly Device[];
}

/** A frame: views of its pages, and what was derived from them. */
export class Frame {
  data: Uint8Array;
  words: Int32Array;
  tags: Uint8Array;
  /** Instructions decoded from its data; null where none are. */
  code: (Execute | undefined)[] | null = null;
  /** Whether a translation was read from it: then a write makes those void. */
  isTable = false;
  private readonly machine: Machine;
  private readonly dataPage: number;
  private readonly tagsPage: number;
  /** Whether its data are the state's own copy, which may be written. */
  isOwn = false;
  private ownsTags = false;

  constructor(machine: Machine, dataPage: number, tagsPage: number) {
    this.machine = machine;
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
  private readonly frames: (Frame | undefined)[] = [];

  constructor(machine: Machine, map: MemoryMap) {
    this.machine = machine;
    this.map = map;
  }

  /** The frame at a physical address; null where there is no RAM. */
  frame(address: number): Frame | null {
    const { base, frames, dataPage, tagsPage } = this.map;
    const index = Math.floor((address - base) / PAGE_BYTES);
    if (index < 0 || index >= frames) return null;
    return (this.frames[index] ??= new Frame(this.machine, dataPage + index, tagsPage + index));
  }

  device(address: number): Device | null {
    return this.map.devices.find(({ base, bytes }) => address >= base && address < base + bytes) ?? null;
  }
}
