/**
 * A vCPU: its registers as the state's words hold them, and what is derived from them so that running is fast: decoded instructions,
 * translations, whether accesses are checked. What is derived never decides what happens; `words` and `pages` do.
 *
 * A 64-bit register is two 32-bit halves (docs/performance.md). An instruction is decoded once to a function of the vCPU.
 */
import { decoded } from './execute.ts';
import { takeException } from './exceptions.ts';
import { CM, DATA_ABORT_FROM_BELOW, WNR, dataSyndrome } from './instruction-syndrome.ts';
import {
  CPU_WORDS,
  DISCARD,
  EVENT,
  EXCLUSIVE_BYTES,
  EXCLUSIVE_PLACE,
  EXITED,
  IN_WFE,
  PC,
  PSTATE,
  RUNS,
  SP,
  WAITING,
  slotNamed,
} from './layout.ts';
import type { Frame, Memory } from './memory.ts';
import type { NotedRecord } from './noted.ts';
import type { Parts } from './parts.ts';
import type { ReachedAccess } from './reached.ts';
import type { Stops } from './stops.ts';
import { READS, Tlb, WAYS, WRITES, type Entry } from './tlb.ts';
import { translated, type Reached } from './mmu.ts';
import { FSC_EXTERNAL, type Access, type StageTwoFault } from './translate.ts';

/** What an instruction does. The PC already points behind it. */
export type Execute = (cpu: Cpu) => void;

export interface ExceptionRecord {
  readonly esr: number;
  readonly far: bigint;
  readonly elr: bigint;
}

/** What surrounds the processor. */
export interface Surroundings {
  /** HVC: true if somebody answered it. */
  readonly hypercall: (cpu: Cpu) => boolean;
  readonly exception: (record: ExceptionRecord) => void;
  /**
   * A fault of stage 2, which the hypervisor takes. The instruction has done nothing, and the vCPU is stopped: `stop(RUNS)` lets it try
   * again.
   */
  readonly exit?: (record: ExitRecord) => void;
  /** Each load and store that both stages of translation let through, before its tags are compared; where accesses are noted. */
  readonly reached?: (access: ReachedAccess) => void;
  readonly noted?: (record: NotedRecord) => void;
}

/** What a hypervisor is told of a fault of stage 2. */
export interface ExitRecord {
  readonly esr: number;
  /** The address that the guest used, and what its stage 1 made of it. */
  readonly far: bigint;
  readonly ipa: number;
}

const SLOT = {
  sctlr: slotNamed('sctlr_el1'),
  tcr: slotNamed('tcr_el1'),
  hcr: slotNamed('hcr_el2'),
  spEl0: slotNamed('sp_el0'),
  spEl1: slotNamed('sp_el1'),
};
const BIT_55_HIGH = 1 << 23;

export class Cpu {
  readonly x: Int32Array;
  readonly memory: Memory;
  readonly surroundings: Surroundings;
  /** PSTATE. */
  nzcv = 0;
  el = 1;
  spsel = 1;
  tco = 0;
  daif = 0xf;
  pan = 0;
  uao = 0;
  dit = 0;
  il = 0;
  /** Why it does not run (layout.ts). */
  waiting = RUNS;
  /** Address behind the instruction that runs, or where it goes; and its own address. */
  pcLow = 0;
  pcHigh = 0;
  atLow = 0;
  atHigh = 0;
  /** Derived: whether accesses of this EL are tag checked at all, and 1 sync, 2 async, 3 asymmetric. */
  checking = false;
  tagCheckMode = 0;
  /** Derived: the same of accesses that EL1 makes as EL0 would (LDTR, STTR). */
  checkingUser = false;
  tagCheckModeUser = 0;
  /** While cache maintenance looks for its address: a fault says so (ESR.CM, and WnR whatever it does). */
  inMaintenance = false;
  /** Derived: SCTLR.A, whether every access must be aligned. */
  strict = false;
  /** Derived: whether this EL may use allocation tags. */
  allocationTags = false;
  /** Derived: which bits of a pointer's high word are address, by bit 55. */
  private mask0 = -1;
  private mask1 = -1;
  /** The same of an instruction's address. */
  codeMask0 = -1;
  codeMask1 = -1;
  /** Derived: TCMA0 and TCMA1. */
  unchecked0 = false;
  unchecked1 = false;
  /** How far the instruction is that runs; null: instructions run whole. */
  parts: Parts | null = null;
  /** Whether somebody asks what is touched. */
  readonly noting: boolean;
  private readonly tlb: Tlb;
  /** Set when the code that runs may have changed, or the way to it. */
  private refetch = true;
  /** The page of the instruction that runs. */
  running: Frame | null = null;

  /** `wordCount`: fewer where there is no TLB. */
  constructor(memory: Memory, firstWord: number, surroundings: Surroundings, wordCount = CPU_WORDS) {
    const { words, accesses } = memory.machine;
    this.x = new Int32Array(words.buffer, words.byteOffset + 4 * firstWord, wordCount);
    this.memory = memory;
    this.noting = accesses !== null;
    this.surroundings = surroundings;
    this.tlb = new Tlb(this.x, memory);
    memory.cpus.push(this);
    this.restart();
  }

  /** Takes over what its words say, after somebody else has written them. */
  restart(): void {
    const { x } = this;
    this.pcLow = x[2 * PC] ?? 0;
    this.pcHigh = x[2 * PC + 1] ?? 0;
    this.waiting = x[2 * WAITING] ?? RUNS;
    this.pan = ((x[2 * PSTATE] ?? 0) >>> 22) & 1;
    this.unpackPstate(x[2 * PSTATE] ?? 0);
    this.derive();
    if (x[2 * EXCLUSIVE_BYTES] === 0) return;
    const place = ((x[2 * EXCLUSIVE_PLACE] ?? 0) >>> 0) + (x[2 * EXCLUSIVE_PLACE + 1] ?? 0) * 2 ** 32;
    const frame = this.memory.frame(place);
    if (frame !== null) frame.isReserved = true;
  }

  /** A 64-bit register of the state. */
  wide(slot: number): bigint {
    return (BigInt((this.x[2 * slot + 1] ?? 0) >>> 0) << 32n) | BigInt((this.x[2 * slot] ?? 0) >>> 0);
  }
  setWide(slot: number, value: bigint): void {
    this.x[2 * slot] = Number(BigInt.asIntN(32, value));
    this.x[2 * slot + 1] = Number(BigInt.asIntN(32, value >> 32n));
  }
  get pc(): bigint {
    return (BigInt(this.pcHigh >>> 0) << 32n) | BigInt(this.pcLow >>> 0);
  }
  set pc(value: bigint) {
    this.pcLow = Number(BigInt.asIntN(32, value));
    this.pcHigh = Number(BigInt.asIntN(32, value >> 32n));
  }
  /** Address of the instruction that runs. */
  get at(): bigint {
    return (BigInt(this.atHigh >>> 0) << 32n) | BigInt(this.atLow >>> 0);
  }

  /** PSTATE as SPSR holds it. */
  get pstate(): number {
    return (
      (this.nzcv << 28) |
      (this.tco << 25) |
      (this.dit << 24) |
      (this.uao << 23) |
      (this.pan << 22) |
      (this.il << 20) |
      (this.daif << 6) |
      (this.el << 2) |
      this.spsel
    );
  }
  private unpackPstate(word: number): void {
    this.nzcv = word >>> 28;
    this.tco = (word >>> 25) & 1;
    this.dit = (word >>> 24) & 1;
    this.uao = (word >>> 23) & 1;
    const pan = (word >>> 22) & 1;
    // What EL1 may read of EL0's pages changes with it.
    if (pan !== this.pan) this.flush();
    this.pan = pan;
    this.il = (word >>> 20) & 1;
    this.daif = (word >>> 6) & 0xf;
    this.el = (word >>> 2) & 3;
    this.spsel = word & 1;
  }
  /** Gives PSTATE another value; the stack pointers change places. */
  setPstate(word: number): void {
    this.setWide(this.spsel === 0 ? SLOT.spEl0 : SLOT.spEl1, this.wide(SP));
    this.unpackPstate(word);
    this.setWide(SP, this.wide(this.spsel === 0 ? SLOT.spEl0 : SLOT.spEl1));
    this.derive();
  }

  /** Works out again what follows from system registers and PSTATE. */
  derive(): void {
    const { x } = this;
    const sctlrHigh = x[2 * SLOT.sctlr + 1] ?? 0;
    this.strict = ((x[2 * SLOT.sctlr] ?? 0) & 2) !== 0;
    const tcrHigh = x[2 * SLOT.tcr + 1] ?? 0;
    const hcrAta = ((x[2 * SLOT.hcr + 1] ?? 0) >>> (56 - 32)) & 1;
    const user = this.el === 0;
    this.allocationTags = hcrAta === 1 && ((sctlrHigh >>> (user ? 42 - 32 : 43 - 32)) & 1) === 1;
    this.tagCheckModeUser = (sctlrHigh >>> (38 - 32)) & 3;
    this.tagCheckMode = user ? this.tagCheckModeUser : (sctlrHigh >>> (40 - 32)) & 3;
    this.checking = this.tco === 0 && this.allocationTags && this.tagCheckMode !== 0;
    this.checkingUser =
      this.tco === 0 && hcrAta === 1 && ((sctlrHigh >>> (42 - 32)) & 1) === 1 && this.tagCheckModeUser !== 0;
    this.mask0 = ((tcrHigh >>> (37 - 32)) & 1) === 1 ? 0x00ffffff : -1;
    this.mask1 = ((tcrHigh >>> (38 - 32)) & 1) === 1 ? 0x00ffffff : -1;
    // TCR.TBID: the top byte is ignored in addresses of data only.
    this.codeMask0 = ((tcrHigh >>> (51 - 32)) & 1) === 1 ? -1 : this.mask0;
    this.codeMask1 = ((tcrHigh >>> (52 - 32)) & 1) === 1 ? -1 : this.mask1;
    this.unchecked0 = ((tcrHigh >>> (57 - 32)) & 1) === 1;
    this.unchecked1 = ((tcrHigh >>> (58 - 32)) & 1) === 1;
    this.refetch = true;
  }
  /** Whether the top byte of a pointer with this high word is ignored: only such are tag checked. */
  topByteIgnored(high: number): boolean {
    return ((high & BIT_55_HIGH) === 0 ? this.mask0 : this.mask1) !== -1;
  }
  /** Goes to an address from a register: a top byte that is ignored is not kept in the PC, it becomes the sign (Arm ARM D8.8). */
  branchTo(low: number, high: number): void {
    const mask = (high & BIT_55_HIGH) === 0 ? this.codeMask0 : this.codeMask1;
    this.pcLow = low;
    this.pcHigh = mask === -1 ? high : (high << 8) >> 8;
  }
  /** Forgets translations: after TLBI, a change of the registers that rule them. */
  flush(): void {
    this.tlb.empty();
    this.refetch = true;
  }
  /** Forgets those of one page. */
  flushPage(low: number, high: number): void {
    this.tlb.forget(low, high);
    this.refetch = true;
  }
  /** Keeps it from running, for a reason of layout.ts; RUNS lets it go on. */
  stop(reason: number): void {
    this.waiting = reason;
    this.x[2 * WAITING] = reason;
  }
  /** SEV, and what else wakes from WFE. */
  event(): void {
    if (this.waiting === IN_WFE) {
      this.waiting = RUNS;
      this.x[2 * WAITING] = RUNS;
    } else this.x[2 * EVENT] = 1;
  }
  /** What was decoded may have changed. */
  codeChanged(): void {
    this.refetch = true;
  }

  /**
   * Runs up to `count` instructions; how many ran. One that could not be fetched counts too. It stops early only where `waiting` says why,
   * or before an address of `stops`, which then has not even been fetched.
   */
  run(count: number, stops: Stops | null = null): number {
    let left = count;
    let page: Frame | null = null;
    let code: (Execute | undefined)[] = [];
    let pageLow = 0;
    let pageHigh = 0;
    let hasStops = false;
    this.refetch = true;
    while (left > 0 && this.waiting === RUNS) {
      const low = this.pcLow;
      this.atLow = low;
      this.atHigh = this.pcHigh;
      // A misaligned PC differs as well.
      const isElsewhere = this.refetch || (low & ~0xffc) !== pageLow || this.pcHigh !== pageHigh;
      if (isElsewhere) hasStops = stops?.onPageOf(low, this.pcHigh) === true;
      if (hasStops && stops?.has(low, this.pcHigh) === true) break;
      if (isElsewhere) {
        left--;
        page = this.fetchPage();
        if (page === null) continue;
        left++;
        this.running = page;
        code = page.code ??= new Array<Execute | undefined>(1024).fill(undefined);
        pageLow = low & ~0xfff;
        pageHigh = this.pcHigh;
        this.refetch = false;
      }
      const word = (low & 0xfff) >>> 2;
      const execute = code[word] ?? (code[word] = decoded(page?.words[word] ?? 0));
      const next = (low + 4) | 0;
      this.pcLow = next;
      if (next === 0) this.pcHigh = (this.pcHigh + 1) | 0;
      left--;
      execute(this);
    }
    this.save();
    return count - left;
  }

  /** Puts what is kept outside of the words back into them. */
  save(): void {
    const { x } = this;
    x[2 * DISCARD] = 0;
    x[2 * DISCARD + 1] = 0;
    x[2 * PC] = this.pcLow;
    x[2 * PC + 1] = this.pcHigh;
    x[2 * PSTATE] = this.pstate;
    x[2 * WAITING] = this.waiting;
  }

  private fetchPage(): Frame | null {
    if (this.il === 1) {
      takeException(this, { class: 0x0e, syndrome: 0 });
      return null;
    }
    if ((this.pcLow & 3) !== 0) {
      takeException(this, { class: 0x22, syndrome: 0, far: this.at });
      return null;
    }
    const found = this.reach(this.pcLow, this.pcHigh, 'fetch', this.el);
    if ('stageTwo' in found) {
      this.exit(0x20, this.pcLow, this.pcHigh, false, found);
      return null;
    }
    if ('fault' in found || found.frame === null) {
      const fault = 'fault' in found ? found.fault : FSC_EXTERNAL;
      takeException(this, { class: this.el === 0 ? 0x20 : 0x21, syndrome: fault, far: this.at });
      return null;
    }
    return found.frame;
  }

  /** The page that an access reaches, by the TLB or by a walk that fills it. */
  private reach(low: number, high: number, access: Access, el: number): Reached {
    const lower = (high & BIT_55_HIGH) === 0;
    const mask =
      access === 'fetch' ? (lower ? this.codeMask0 : this.codeMask1) : lower ? this.mask0 : this.mask1;
    const known = this.tlb.find(low, high & mask, WAYS[access], el);
    if (known !== undefined) return known;
    const found = translated(this, low, high, access, el);
    if (!('physical' in found)) return found;
    if (found.frame === null && this.memory.device(found.physical) === null) return { fault: FSC_EXTERNAL };
    // What stage 2 says may change at any time: the model's KVM keeps no TLB of it either.
    if (this.memory.map.stageTwo === undefined) this.tlb.fill(low, high & mask, WAYS[access], el, found);
    return found;
  }

  /** What the TLB knows of a load or store at this EL. */
  known(low: number, high: number, access: 'read' | 'write'): Entry | undefined {
    const masked = high & ((high & BIT_55_HIGH) === 0 ? this.mask0 : this.mask1);
    return this.tlb.find(low, masked, access === 'read' ? READS : WRITES, this.el);
  }

  /** The page of a load or store; null after taking the fault. */
  page(low: number, high: number, write: boolean, el: number): Entry | null {
    const masked = high & ((high & BIT_55_HIGH) === 0 ? this.mask0 : this.mask1);
    const known = this.tlb.find(low, masked, write ? WRITES : READS, el);
    if (known !== undefined) return known;
    const found = this.reach(low, high, write ? 'write' : 'read', el);
    if ('physical' in found) return found;
    if ('fault' in found) this.dataAbort(low, high, write, found.fault);
    else this.exit(DATA_ABORT_FROM_BELOW, low, high, write, found);
    return null;
  }

  /** To the hypervisor; the instruction is to be run again. */
  exit(kind: number, low: number, high: number, write: boolean, fault: StageTwoFault): void {
    this.pcLow = this.atLow;
    this.pcHigh = this.atHigh;
    this.stop(EXITED);
    this.save();
    const iss = fault.onWalk ? 1 << 7 : kind === DATA_ABORT_FROM_BELOW ? dataSyndrome(this, write) : 0;
    this.surroundings.exit?.({
      esr: ((kind << 26) | (1 << 25) | iss | fault.stageTwo) >>> 0,
      far: (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0),
      ipa: fault.ipa,
    });
  }

  dataAbort(low: number, high: number, write: boolean, status: number): void {
    takeException(this, {
      class: this.el === 0 ? 0x24 : 0x25,
      syndrome: (this.inMaintenance ? CM | WNR : write ? WNR : 0) | status,
      far: (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0),
    });
  }
}
