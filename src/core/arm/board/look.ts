/** What lies at a processor's addresses, for somebody who looks from outside: nothing is fetched, kept or changed by it. */
import { copyState, tagAt, type State } from '../../machine/state.ts';
import type { Cpu } from '../cpu/cpu.ts';
import { PAGE_BYTES, type Frame } from '../cpu/memory.ts';
import { translated } from '../cpu/mmu.ts';
import { faultName } from '../cpu/syndrome.ts';
import { watch, type Watched } from '../cpu/watch.ts';
import { Machine } from '../../machine/machine.ts';
import { Board, firstWordOf, memoryOf } from './board.ts';

const GRANULE = 16;

/** An instruction's word, or why there is none. */
export interface CodeWord {
  readonly address: bigint;
  readonly word: number | null;
}

/** A granule: its bytes and its tag, or why it has none. */
export interface Granule {
  readonly address: bigint;
  readonly found:
    | {
        readonly bytes: Uint8Array;
        readonly tag: number;
        /** Whether accesses by this address are to Tagged memory. */
        readonly tagged: boolean;
      }
    | { readonly missing: string };
}

/** A processor of a board that is only looked at. */
export class Looker {
  private readonly cpu: Cpu;

  constructor(state: State, cpu: number) {
    const { cpus } = new Board(copyState(state), { transmit: () => undefined, exception: () => undefined });
    const found = cpus[cpu];
    if (found === undefined) throw new Error(`the board has no processor ${cpu}`);
    this.cpu = found;
  }

  /** The words that the processor would fetch from so many addresses, four bytes apart. */
  code(from: bigint, count: number): readonly CodeWord[] {
    let page: { readonly number: bigint; readonly frame: Frame | null } | null = null;
    return Array.from({ length: count }, (_, i) => {
      const address = BigInt.asUintN(64, from + 4n * BigInt(i));
      const number = address >> 12n;
      if (page?.number !== number) {
        const reached = this.reached(address, 'fetch');
        page = { number, frame: 'frame' in reached ? reached.frame : null };
      }
      const word = page.frame?.words[Number(address & 0xfffn) >> 2];
      return { address, word: word === undefined ? null : word >>> 0 };
    });
  }

  /** So many granules, from the one in which an address lies, as the processor would read them. */
  granules(from: bigint, count: number): readonly Granule[] {
    const first = from - (from % BigInt(GRANULE));
    return Array.from({ length: count }, (_, i) => {
      const address = BigInt.asUintN(64, first + BigInt(GRANULE * i));
      return { address, found: this.granule(address) };
    });
  }

  private granule(address: bigint): Granule['found'] {
    const reached = this.reached(address, 'read');
    if ('fault' in reached) return { missing: faultName(reached.fault) };
    if ('stageTwo' in reached) return { missing: faultName(reached.stageTwo) };
    const { frame, tagged } = reached;
    if (frame === null)
      return {
        missing:
          this.cpu.memory.device(reached.physical) === null
            ? 'nothing answers at this physical address'
            : 'a device, which is not looked at: reading it may change it',
      };
    const inside = Number(address % BigInt(PAGE_BYTES));
    return {
      bytes: frame.data.slice(inside, inside + GRANULE),
      tag: tagAt(frame.tags, inside / GRANULE),
      tagged,
    };
  }

  private reached(address: bigint, access: 'read' | 'fetch') {
    const [low, high] = [Number(BigInt.asIntN(32, address)), Number(BigInt.asIntN(32, address >> 32n))];
    return translated(this.cpu, low, high, access, this.cpu.el);
  }
}

/** What a processor's next instruction would do: it runs on a copy. */
export function watchNext(state: State, cpu: number): Watched {
  const memory = memoryOf(new Machine(copyState(state), []), () => undefined);
  return watch(memory, firstWordOf(cpu));
}
