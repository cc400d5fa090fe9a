/** What a scenario is: a named start. Data only; `assemble.ts` puts the machine together from it. */
import type { ByRelease } from '../kernel/inherit.ts';
import type { SourceFile } from '../lang/program.ts';
import type { ThemeId } from './themes.ts';

export interface ScenarioThread {
  /** `CPU 0`, `vCPU 0`, `VMM`. */
  readonly name: string;
  /** What it is about to do, in a few words. */
  readonly role: string;
  /** Function in model C and its constant arguments. */
  readonly entry: string;
  readonly args: readonly number[];
  /** A resident thread serves calls and never ends; waiting for one is not a deadlock. */
  readonly resident?: boolean;
}

/** One way to a page frame that the picture draws. */
export interface Mapping {
  readonly kind: 'user' | 'stage2';
  /** Index into mms[] or kvms[]. */
  readonly space: number;
  /** Index of the PTE. */
  readonly index: number;
  /** `VMM page`, `process A`, `guest page`. */
  readonly name: string;
}

export interface RecordedRun {
  /** `show me` label: what the run shows. */
  readonly title: string;
  /** Threads run-length coded: `0*5 1*7 0`. */
  readonly choices: string;
  /** Property that it breaks, or null. */
  readonly breaks: string | null;
}

export interface ReferenceTable {
  readonly title: string;
  /** The last is the source's. */
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    readonly source: { readonly name: string; readonly url: string };
  }[];
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** Where the page lists it. */
  readonly theme: ThemeId;
  /** What to look for. */
  readonly lookFor: string;
  /** What it leaves out or assumes, said on the page: locks missing "in isolation", coarse copies. */
  readonly caveat: string | null;
  /** Findings by release: which lock excludes what one would expect, and so on; null: nothing is said, though something is of the base. */
  readonly findings: ByRelease<string | null>;
  readonly threads: readonly ScenarioThread[];
  /** The folder whose model C it has, if not its own: constants are all that differs. */
  readonly sharesSourcesOf?: string;
  /** Replace #defines of the same name; TAG_BLOCKS is 16 unless given. */
  readonly constants: Readonly<Record<string, number>>;
  /** Property ids, in order. */
  readonly properties: readonly string[];
  /** By release; none where the list is empty, or where neither the release nor a base has one. */
  readonly recorded: ByRelease<readonly RecordedRun[]>;
  readonly picture: {
    /** Page frame indices (pfn - PFN_BASE) to draw; the first is large. */
    readonly frames: readonly number[];
    readonly mappings: readonly Mapping[];
    /** Indices into mte_pages. */
    readonly swapSlots: readonly number[];
  };
  /** A table that belongs to it, each row with its source; the page has it behind a button. */
  readonly table?: ReferenceTable;
  /** Whether the ioctl panel can call: index of the VMM's mailbox and its mm. */
  readonly vmm: {
    readonly mailbox: number;
    readonly mm: number;
    readonly structAddress: number;
    readonly bufferAddress: number;
    /** The call that the panel offers first; KVM_ARM_MTE_COPY_TAGS unless given. */
    readonly firstCall?: string;
  } | null;
  /** What a scenario file brings with it; one of ours has its model C in its folder, and its properties in `properties.ts`. */
  readonly file?: FromFile;
}

/** A scenario file and what it holds beside data. */
export interface FromFile {
  /** The file itself, which links hold and workers are given. */
  readonly text: string;
  /** The release that it is written for. */
  readonly release: string;
  /** Its threads' and its prologue's model C. */
  readonly sources: readonly SourceFile[];
  /** What it checks, in the order of the scenario's `properties`. */
  readonly properties: readonly Property[];
  /** The function that runs before the first step. */
  readonly prologue: string;
}

export interface Property {
  readonly id: string;
  /** `A mapped page shows no stale tag`. */
  readonly sentence: string;
  /** What interleavings that break it do: `show stale tags`. */
  readonly breaking: string;
  /** Model C predicate, or `deadlock`, which is built into the engine. */
  readonly predicate: string;
  readonly when: 'always' | 'end';
}
