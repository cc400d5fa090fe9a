/**
 * One access of a guest's own code, on the modelled host, with the instruction that ends with it: the processor of core/arm/cpu behind the stage 2 that the modelled KVM fills.
 * Its registers are words of the state; those of MTE that KVM exchanges come from where the modelled CPU has them, and go back there.
 */
import type { Access } from '../../machine/access.ts';
import { Machine } from '../../machine/machine.ts';
import type { Call, Primitive } from '../../machine/primitive.ts';
import { GRANULES_A_PAGE } from '../../machine/state.ts';
import { disassemble } from '../a64/disassemble.ts';
import { Cpu, type ExitRecord } from '../cpu/cpu.ts';
import { takeException } from '../cpu/exceptions.ts';
import { PC, PSTATE, RUNS, STUCK, TLB_FIRST_WORD, slotNamed } from '../cpu/layout.ts';
import { Memory } from '../cpu/memory.ts';
import { isUnfinished, type Parts } from '../cpu/parts.ts';
import { translated } from '../cpu/mmu.ts';
import { resetValues } from '../cpu/system-registers.ts';
import type { Hardware } from '../hardware.ts';
import { stageTwoOf } from '../stage-two.ts';
import { walk } from '../walk.ts';
import { accessText } from './access-text.ts';
import { trapOf } from './trap.ts';

/** Words that the registers take: behind stage 2 there is no TLB. */
const REGISTER_WORDS = TLB_FIRST_WORD;
/** Behind them: how many accesses of the instruction have been made, and what they have loaded (two words). */
const DONE = REGISTER_WORDS;
const KEPT = DONE + 1;
/** Words that a guest takes. */
export const GUEST_WORDS = KEPT + 2;

/** What guest_a64 answers. */
export const RAN = 0;
export const ABORT = 1;
export const CALLED = 2;
export const STOPPED = 3;
export const TRAPPED = 4;

/** The order of enum vcpu_sysreg. */
const EXCHANGED = ['rgsr_el1', 'gcr_el1', 'tfsr_el1', 'tfsre0_el1'].map(slotNamed);
const HCR = slotNamed('hcr_el2');
/** Where an access's failed check is noted: with the access, not with the instruction's end. */
const NOTED = ['tfsr_el1', 'tfsre0_el1'].map(slotNamed);
/** EL1 with its own stack pointer, everything masked. */
const AT_RESET = 0x3c5;

/** guest_reset(words, entry): the registers as at reset, the PC at the guest's first instruction. */
export function guestReset(): Primitive {
  return (call) => {
    const words = registersAt(call, 0);
    if (words === null) return;
    words.fill(0);
    const set = (slot: number, value: bigint): void => {
      words[2 * slot] = Number(BigInt.asUintN(32, value));
      words[2 * slot + 1] = Number(BigInt.asUintN(32, value >> 32n));
    };
    for (const { slot, value } of resetValues()) set(slot, value);
    set(PC, call.wide(1));
    set(PSTATE, BigInt(AT_RESET));
  };
}

/**
 * guest_exception(words, esr, far): the guest takes an exception to its EL1 where it stands, as KVM has it do. FAR_EL1 changes with
 * aborts only.
 */
export function guestException(): Primitive {
  return (call) => {
    if (registersAt(call, 0) === null) return;
    const memory = new Memory(call.machine, {
      base: 0,
      frames: 0,
      dataPage: 0,
      tagsPage: 0,
      devices: [],
      stageTwo: () => ({ fault: 0 }),
    });
    const surroundings = { hypercall: () => false, exception: () => undefined };
    const cpu = new Cpu(memory, call.low(0), surroundings, REGISTER_WORDS);
    cpu.atLow = cpu.pcLow;
    cpu.atHigh = cpu.pcHigh;
    const esr = call.low(1);
    takeException(cpu, {
      class: esr >>> 26,
      syndrome: esr & 0x1ffffff,
      ...(esr >>> 26 === 0 ? {} : { far: call.wide(2) }),
    });
    // Its vector is where it stands: it would take it there for ever.
    if (cpu.pc === cpu.at) cpu.stop(STUCK);
    cpu.save();
  };
}

/** guest_image(table, address): the guest's program goes where a process maps memory. */
export function guestImage(hw: Hardware): Primitive {
  return (call) => {
    const { machine: m } = call;
    const base = call.wide(1);
    for (const [i, byte] of hw.image.entries()) {
      const t = walk(m, hw, 'user', call.low(0), base + BigInt(i), true);
      if (t.fault !== 0) {
        call.refuse();
        return;
      }
      m.ownPage(hw.dataPage + t.frame)[t.offset] = byte;
    }
  };
}

/**
 * guest_a64(stage 2, words, sysreg, hcr, out): one access of an instruction, which for most is all of it. RAN: out[1] and out[2] say which granules it gave tags (taggedBy).
 * ABORT: stage 2 did not let it at the IPA out[0]; ESR_EL2 is out[1], FAR_EL2 out[2]. CALLED: HVC. TRAPPED: it uses a system register
 * that KVM answers for, out[0], and X register out[1]; the CPU itself has out[2] there. STOPPED: it waits for ever, or takes the same
 * exception again and again.
 */
export function guestStep(hw: Hardware): Primitive {
  return (call) => {
    const registers = registersAt(call, 1);
    const [sysreg, out] = [call.low(2), call.low(4)];
    if (registers === null || !holds(call, sysreg, EXCHANGED.length) || !holds(call, out, 3)) return;
    const { machine: m } = call;
    const { words } = m;
    EXCHANGED.forEach((slot, i) => {
      registers[2 * slot] = words[sysreg + 2 * i] ?? 0;
      registers[2 * slot + 1] = words[sysreg + 2 * i + 1] ?? 0;
    });
    const hcr = call.wide(3);
    registers[2 * HCR] = Number(BigInt.asUintN(32, hcr));
    registers[2 * HCR + 1] = Number(hcr >> 32n);

    const noted = new Noting(m);
    const { answer, told, text } = ran(hw, noted, call.low(0), call.low(1), registers, hcr);
    m.detail = text;
    EXCHANGED.forEach((slot, i) => {
      const at = sysreg + 2 * i;
      const changes = words[at] !== registers[2 * slot] || words[at + 1] !== registers[2 * slot + 1];
      words[at] = registers[2 * slot] ?? 0;
      words[at + 1] = registers[2 * slot + 1] ?? 0;
      // KVM's own reads and writes of them are seen, and so is a change by the guest.
      if (changes) m.noteWords('write', at, 2);
      else m.noteUnseenWords('write', at, 2);
    });
    noteRegisters(call, call.low(1));
    tell(m, out, told ?? taggedBy(noted.noted, hw));
    for (const access of noted.noted) m.accesses?.push(access);
    call.give(answer);
  };
}

function tell({ words }: Machine, out: number, told: readonly bigint[]): void {
  told.forEach((value, i) => {
    words[out + 2 * i] = Number(BigInt.asUintN(32, value));
    words[out + 2 * i + 1] = Number(BigInt.asUintN(32, value >> 32n));
  });
}

interface Ran {
  readonly answer: number;
  /** What out gets; null: which granules got tags. */
  readonly told: readonly bigint[] | null;
  /** The instruction, disassembled. */
  readonly text: string;
}

function ran(
  hw: Hardware,
  noted: Noting,
  table: number,
  firstWord: number,
  registers: Uint32Array,
  hcr: bigint,
): Ran {
  /** What the instruction did to get out: calls, and faults of stage 2. */
  const calls: Cpu[] = [];
  const exits: ExitRecord[] = [];
  const memory = new Memory(noted, {
    base: 0,
    frames: hw.frames,
    dataPage: hw.dataPage,
    tagsPage: hw.tagsPage,
    devices: [],
    stageTwo: stageTwoOf(noted, hw, table),
  });
  const cpu = new Cpu(
    memory,
    firstWord,
    {
      hypercall: (caller) => calls.push(caller) > 0,
      exception: ({ elr }) => {
        // The first instruction of its vector takes it there again.
        if (elr === cpu.pc) cpu.stop(STUCK);
      },
      exit: (record) => {
        exits.push(record);
      },
    },
    REGISTER_WORDS,
  );
  const word = wordAt(cpu);
  const text = word === null ? '' : disassemble(word, cpu.pc);
  const trap = word === null ? null : trapOf(cpu, word, hcr);
  if (trap !== null)
    return { answer: TRAPPED, told: [trap.register, trap.rt, trap.value], text: `${text} → KVM` };
  // That somebody looked is not an access of the guest's.
  noted.noted.length = 0;
  const before = registers.slice();
  const parts = partsIn(registers);
  cpu.parts = parts;
  cpu.run(1);
  if (isUnfinished(parts)) {
    goesOn(registers, before, parts);
    return { answer: RAN, told: null, text: accessText(text, parts) };
  }
  registers.fill(0, DONE);
  const stopped = cpu.waiting !== RUNS;
  const exit = exits[0];
  if (exit !== undefined) {
    cpu.stop(RUNS);
    return {
      answer: ABORT,
      told: [BigInt(exit.ipa), BigInt(exit.esr), exit.far],
      text: '→ stage-2 fault',
    };
  }
  return {
    answer: calls.length > 0 ? CALLED : stopped ? STOPPED : RAN,
    told: null,
    text: accessText(text, parts),
  };
}

function wide(low = 0, high = 0): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

/** How far the guest is with its instruction. */
function partsIn(registers: Uint32Array): Parts {
  return { done: registers[DONE] ?? 0, seen: 0, kept: wide(registers[KEPT], registers[KEPT + 1]) };
}

/** An access more is made, and the instruction is not at its end: registers are as before it. */
function goesOn(registers: Uint32Array, before: Uint32Array, { done, kept }: Parts): void {
  for (const slot of NOTED) before.set(registers.subarray(2 * slot, 2 * slot + 2), 2 * slot);
  registers.set(before);
  registers[DONE] = done + 1;
  registers[KEPT] = Number(BigInt.asUintN(32, kept));
  registers[KEPT + 1] = Number(kept >> 32n);
}

/** The instruction that comes next, as far as both stages lead to it. */
function wordAt(cpu: Cpu): number | null {
  const [low, high] = [Number(BigInt.asIntN(32, cpu.pc)), Number(BigInt.asIntN(32, cpu.pc >> 32n))];
  const found = translated(cpu, low, high, 'fetch', cpu.el);
  return 'frame' in found ? (found.frame?.words[(low & 0xfff) >> 2] ?? null) : null;
}

/** Which granules the instruction gave tags, as out[1] and out[2]: granules of all frames counted on, the first one, and above bit 32 how many. */
function taggedBy(noted: readonly Access[], hw: Hardware): bigint[] {
  const runs: { from: number; to: number }[] = [];
  for (const one of noted) {
    if (one.kind !== 'write' || one.store !== 'page') continue;
    const frame = one.page - hw.tagsPage;
    if (frame < 0 || frame >= hw.frames) continue;
    const last = runs.at(-1);
    const from = frame * GRANULES_A_PAGE + one.from;
    if (last?.to === from) last.to += one.to - one.from;
    else runs.push({ from, to: from + one.to - one.from });
  }
  const told = runs.map(({ from, to }) => (BigInt(to - from) << 32n) | BigInt(from));
  return [0n, told[0] ?? 0n, told[1] ?? 0n];
}

function registersAt(call: Call, argument: number): Uint32Array | null {
  const first = call.low(argument);
  if (first > 0 && first + GUEST_WORDS <= call.machine.words.length)
    return call.machine.words.subarray(first, first + GUEST_WORDS);
  call.refuse();
  return null;
}

function holds(call: Call, from: number, count: number): boolean {
  for (let i = 0; i < count; i++) {
    if (call.holdsWide(from + 2 * i)) continue;
    call.refuse();
    return false;
  }
  return true;
}

/** The registers belong to the vCPU's thread alone; whoever wants to know all that a step touches is told so. */
function noteRegisters(call: Call, first: number): void {
  const { machine: m } = call;
  if (!m.unseen) return;
  for (let at = first; at < first + GUEST_WORDS; at++) {
    m.noteUnseenWords('read', at, 1);
    m.noteUnseenWords('write', at, 1);
  }
}

/** The same state, with a list of its own of what is touched. */
class Noting extends Machine {
  readonly noted: Access[];
  private readonly behind: Machine;

  constructor(behind: Machine) {
    const noted: Access[] = [];
    super({ words: behind.words, pages: [] }, noted, behind.unseen);
    this.noted = noted;
    this.behind = behind;
  }

  override get state() {
    return this.behind.state;
  }
  override get pageCount(): number {
    return this.behind.pageCount;
  }
  override page(index: number): Uint8Array {
    return this.behind.page(index);
  }
  override ownPage(index: number): Uint8Array {
    return this.behind.ownPage(index);
  }
}
