/**
 * A board without a kernel: processors, RAM, a serial port, PSCI. All of it lies in one state: `words` are the power switch, the serial
 * port's registers and the processors; `pages` are RAM's data, then its tags.
 */
import { Machine } from '../../machine/machine.ts';
import { TAG_BYTES_A_PAGE, type State } from '../../machine/state.ts';
import { Cpu, type ExceptionRecord } from '../cpu/cpu.ts';
import { CPU_WORDS, IN_WFI, OFF, PC, PSTATE, RUNS, STUCK, WAITING, slotNamed } from '../cpu/layout.ts';
import { Memory, PAGE_BYTES } from '../cpu/memory.ts';
import type { NotedRecord } from '../cpu/noted.ts';
import type { Stops } from '../cpu/stops.ts';
import { resetValues } from '../cpu/system-registers.ts';
import { flatten } from './device-tree.ts';
import type { Image } from './image.ts';
import { UART_WORDS, pl011, resetUart } from './pl011.ts';
import { psci } from './psci.ts';
import { RAM_BASE, virtTree } from './virt.ts';

export interface BoardOptions {
  readonly ramMib: number;
  readonly cpus: number;
  readonly bootargs: string;
}

/** Why nothing runs any more. */
export type Halt = 'psci-off' | 'psci-reset' | 'cpu-off' | 'wfi' | 'wfe' | 'exception-loop';

/** What leaves the board, in the order in which it does. */
export interface Output {
  readonly transmit: (byte: number) => void;
  readonly exception: (record: ExceptionRecord) => void;
  /** A bit of TFSR_EL1 or TFSRE0_EL1 was set, or read or written while it was. */
  readonly noted?: (cpu: number, record: NotedRecord) => void;
}

const SPSR = slotNamed('spsr_el1');
const POWER = 0;
/** Values of the word POWER. */
const ENDS = [null, 'psci-off', 'psci-reset'] as const;
const UART = 1;
const FIRST_CPU = UART + UART_WORDS;
const FRAMES_A_MIB = 256;
const TREE_ALIGNMENT = 0x200000;
/** EL1 with its own stack pointer, all interrupts masked, TCO clear. */
const AT_RESET = 0b0101 | (0xf << 6);

/** The board that nobody has asked anything special of. */
export const PLAIN_BOARD: BoardOptions = { ramMib: 128, cpus: 1, bootargs: '' };

interface DeviceTree {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** The device tree at a place that the image leaves free; or why image and tree do not fit. */
export function treeBeside(
  image: Image,
  { ramMib, cpus, bootargs }: BoardOptions,
): DeviceTree | { readonly refused: string } {
  const end = RAM_BASE + ramMib * FRAMES_A_MIB * PAGE_BYTES;
  const ends = image.segments.map(({ address, size }) => address + size);
  const outside = image.segments.find(({ address, size }) => address < RAM_BASE || address + size > end);
  if (outside !== undefined)
    return {
      refused: `the image goes to ${hex(outside.address)}–${hex(outside.address + outside.size)}, and RAM is ${hex(RAM_BASE)}–${hex(end)}`,
    };
  const bytes = flatten(virtTree(ramMib, cpus, bootargs));
  // At the start of RAM, unless the image is there.
  const isFree = image.segments.every(({ address }) => address >= RAM_BASE + bytes.length);
  const address = isFree ? RAM_BASE : Math.ceil(Math.max(...ends) / TREE_ALIGNMENT) * TREE_ALIGNMENT;
  return address + bytes.length > end
    ? { refused: 'RAM has no room for the device tree beside the image' }
    : { address, bytes };
}

/** The state in which a program is about to run its first instruction; or why there is none. */
export function startOf(image: Image, options: BoardOptions): State | { readonly refused: string } {
  const tree = treeBeside(image, options);
  if ('refused' in tree) return tree;
  const { ramMib, cpus } = options;
  const frames = ramMib * FRAMES_A_MIB;

  const noData = new Uint8Array(PAGE_BYTES);
  const noTags = new Uint8Array(TAG_BYTES_A_PAGE);
  const pages = [
    ...new Array<Uint8Array>(frames).fill(noData),
    ...new Array<Uint8Array>(frames).fill(noTags),
  ];
  const machine = new Machine({ words: new Uint32Array(FIRST_CPU + cpus * CPU_WORDS), pages }, null);
  for (const { address, bytes } of [...image.segments, tree]) put(machine, address - RAM_BASE, bytes);
  resetUart(machine.words.subarray(UART, FIRST_CPU));
  for (let n = 0; n < cpus; n++) {
    resetCpu(cpuWords(machine.words, n), n, n === 0 ? RUNS : OFF, BigInt(image.entry), BigInt(tree.address));
  }
  return machine.state;
}

function put(machine: Machine, from: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    const at = from + done;
    const length = Math.min(PAGE_BYTES - (at % PAGE_BYTES), bytes.length - done);
    const page = machine.ownPage(Math.floor(at / PAGE_BYTES));
    page.set(bytes.subarray(done, done + length), at % PAGE_BYTES);
    done += length;
  }
}

function cpuWords(words: Uint32Array, n: number): Uint32Array {
  return words.subarray(firstWordOf(n), firstWordOf(n + 1));
}

/** A processor's words as they are when it starts: X0 and the PC as given, everything else as at reset. */
function resetCpu(words: Uint32Array, n: number, waiting: number, entry: bigint, x0: bigint): void {
  words.fill(0);
  const set = (slot: number, value: bigint): void => {
    words[2 * slot] = Number(BigInt.asUintN(32, value));
    words[2 * slot + 1] = Number(BigInt.asUintN(32, value >> 32n));
  };
  for (const { slot, value } of resetValues()) set(slot, value);
  set(slotNamed('mpidr_el1'), 0x80000000n | BigInt(n));
  set(0, x0);
  set(PC, entry);
  set(PSTATE, BigInt(AT_RESET));
  set(WAITING, BigInt(waiting));
}

/** The word at which the registers of a processor begin. */
export function firstWordOf(cpu: number): number {
  return FIRST_CPU + cpu * CPU_WORDS;
}

/** How many processors a state has. */
export function cpusOf({ words }: State): number {
  return (words.length - FIRST_CPU) / CPU_WORDS;
}

/** The memory of a board's state, with its serial port. */
export function memoryOf(machine: Machine, transmit: (byte: number) => void): Memory {
  const frames = machine.pageCount / 2;
  return new Memory(machine, {
    base: RAM_BASE,
    frames,
    dataPage: 0,
    tagsPage: frames,
    devices: [pl011(machine.words.subarray(UART, FIRST_CPU), transmit)],
  });
}

export class Board {
  readonly cpus: readonly Cpu[];
  private readonly words: Uint32Array;
  private readonly machine: Machine;

  /** `state` is taken over: give a copy. */
  constructor(state: State, output: Output) {
    const machine = new Machine(state, null);
    this.machine = machine;
    this.words = machine.words;
    const memory = memoryOf(machine, output.transmit);
    const count = cpusOf(state);
    this.cpus = Array.from({ length: count }, (_, n) => {
      const cpu: Cpu = new Cpu(memory, firstWordOf(n), {
        noted: (record) => {
          output.noted?.(n, record);
        },
        hypercall: (caller) => {
          this.hypercall(caller);
          return true;
        },
        exception: (record) => {
          output.exception(record);
          // Alone, a processor does for ever what it does at its vector if that leads there with PSTATE as it was.
          const isSame = cpu.at === cpu.pc && cpu.wide(SPSR) === BigInt(cpu.pstate >>> 0);
          if (count === 1 && isSame) cpu.waiting = STUCK;
        },
      });
      return cpu;
    });
  }

  /** All that it is, shared with the board until it runs on. */
  get state(): State {
    return this.machine.state;
  }

  private hypercall(caller: Cpu): void {
    psci(
      {
        cpu: (affinity) => (affinity < BigInt(this.cpus.length) ? this.cpus[Number(affinity)] : undefined),
        start: (cpu, entry, context) => {
          const n = this.cpus.indexOf(cpu);
          resetCpu(cpuWords(this.words, n), n, RUNS, entry, context);
          cpu.restart();
        },
        end: (reason) => {
          this.words[POWER] = ENDS.indexOf(reason);
          for (const cpu of this.cpus) cpu.stop(OFF);
        },
      },
      caller,
    );
  }

  /** Runs one processor for up to `count` instructions; how many ran, one that could not be fetched among them. Stops before `stops`. */
  run(cpu: number, count: number, stops: Stops | null = null): number {
    return this.cpus[cpu]?.run(count, stops) ?? 0;
  }

  /** The processors that have something to run. */
  get running(): readonly number[] {
    return this.cpus.flatMap((cpu, n) => (cpu.waiting === RUNS ? [n] : []));
  }

  /** Why nothing runs any more; null while something does. */
  get halted(): Halt | null {
    const ended = ENDS[this.words[POWER] ?? 0];
    if (ended !== null && ended !== undefined) return ended;
    const why = this.cpus.map(({ waiting }) => waiting);
    if (why.includes(RUNS)) return null;
    if (why.includes(STUCK)) return 'exception-loop';
    if (why.every((reason) => reason === OFF)) return 'cpu-off';
    return why.includes(IN_WFI) ? 'wfi' : 'wfe';
  }
}

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}
