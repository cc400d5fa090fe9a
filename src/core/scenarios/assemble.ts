/** Puts a whole machine together: a scenario's threads and properties, a release's kernel, the hardware. The one place where all meet. */
import { hardwareConstants, type Hardware } from '../arm/hardware.ts';
import { HARDWARE_PRIMITIVES } from '../arm/primitives.ts';
import { walk } from '../arm/walk.ts';
import { releases } from '../kernel/releases.ts';
import { kernelSources } from '../kernel/sources.ts';
import { Compiler } from '../lang/compile.ts';
import type { Diagnostic, Program, SourceFile } from '../lang/program.ts';
import { wordsOf } from '../lang/types.ts';
import { Machine } from '../machine/machine.ts';
import { propertySources } from '../properties/sources.ts';
import type { System } from '../step/system.ts';
import { vmmSources } from '../vmm/sources.ts';
import { properties } from './properties.ts';
import type { Property, Scenario } from './scenario.ts';
import { scenarioSources } from './sources.ts';

/** Tag blocks a page when GMID_EL1.BS is 6: LDGM and STGM move 256 bytes' worth. */
const BLOCKS_AT_BS_6 = 16;

export type Assembled = { readonly system: System } | { readonly diagnostics: readonly Diagnostic[] };

/** The kernel releases on which a scenario can run. */
export function releaseIds(): string[] {
  return releases.map((r) => r.id);
}

/** Every text of the machine, none of them edited. */
export function sourcesOf({ id, file }: Scenario, release: string): SourceFile[] {
  const own = file?.sources ?? scenarioSources(id);
  return [...kernelSources(release), ...vmmSources(), ...propertySources(), ...own];
}

export interface How {
  /** One that is kept makes the next machine faster. */
  readonly compiler?: Compiler;
  /** Loads of what no thread writes are steps too. */
  readonly everyLoad?: boolean;
}

/** The machine of a scenario on a release; `edited` texts replace files of the same path. */
export function assemble(
  scenario: Scenario,
  release: string,
  edited: ReadonlyMap<string, string> = new Map(),
  { compiler = new Compiler(), everyLoad = false }: How = {},
): Assembled {
  const checks = propertiesOf(scenario);
  const prologue = scenario.file?.prologue ?? 'prologue';
  const sources = sourcesOf(scenario, release).map((file): SourceFile => {
    const text = edited.get(file.path);
    return text === undefined ? file : { ...file, text, origin: 'edited' };
  });
  const tagBlocks = scenario.constants.TAG_BLOCKS ?? BLOCKS_AT_BS_6;
  const compiled = compiler.compile({
    sources,
    constants: { ...hardwareConstants(tagBlocks), ...scenario.constants },
    primitives: HARDWARE_PRIMITIVES,
    threads: scenario.threads,
    everyLoad,
    routines: [prologue, ...checks.map((p) => p.predicate).filter((name) => name !== 'deadlock')],
  });
  if (!('program' in compiled)) return compiled;
  const { program } = compiled;
  const hardware = hardwareOf(program, tagBlocks);
  return {
    system: {
      program,
      primitives: HARDWARE_PRIMITIVES.map((p) => p.make(hardware)),
      checks: checks.map((p) => ({
        predicate: p.predicate === 'deadlock' ? null : p.predicate,
        when: p.when,
      })),
      prologue,
      resident: scenario.threads.map((t) => t.resident === true),
      writeUser: userWriter(program, hardware, scenario),
    },
  };
}

/** The properties a scenario checks, in its order. */
export function propertiesOf(scenario: Scenario): readonly Property[] {
  if (scenario.file !== undefined) return scenario.file.properties;
  return scenario.properties.map((id) => properties.find((p) => p.id === id)).filter((p) => p !== undefined);
}

function hardwareOf(program: Program, tagBlocks: number): Hardware {
  const constant = (name: string): number => Number(program.constants.get(name) ?? 0n);
  return {
    tagsPage: program.globals.get('frame_tags')?.address ?? 0,
    dataPage: program.globals.get('frame_data')?.address ?? 0,
    frames: constant('NR_FRAMES'),
    pfnBase: constant('PFN_BASE'),
    userBase: BigInt(constant('USER_BASE')),
    userPages: constant('NR_PTES'),
    ipaBase: BigInt(constant('IPA_BASE')),
    guestPages: constant('NR_S2_PTES'),
    guestTags: guestTags(program),
    tagBlocks,
  };
}

/** Lets the VMM lay out bytes in its own memory before a call: where its page table maps them writable, as its own store would. */
function userWriter(program: Program, hardware: Hardware, scenario: Scenario): System['writeUser'] {
  const table = scenario.vmm === null ? null : pageTableOf(program, scenario.vmm.mm);
  return (words, setByte, _mailbox, address, byte) => {
    if (table === null) return false;
    const t = walk(new Machine({ words, pages: [] }, null), hardware, 'user', table, address, true);
    if (t.fault !== 0) return false;
    setByte(hardware.dataPage + t.frame, t.offset, byte);
    return true;
  };
}

/** KVM sets HCR_EL2.ATA of a VM's vCPUs from kvm->mte_enabled (FACTS 3); a release without that field has no tags for guests. */
function guestTags(program: Program): Hardware['guestTags'] {
  const global = program.globals.get('kvms');
  if (global?.type.kind !== 'array' || global.type.of.kind !== 'struct') return () => false;
  const { fields, words: size } = global.type.of;
  const enabled = fields.find((f) => f.name === 'mte_enabled');
  if (enabled === undefined) return () => false;
  return (m, table) => {
    const at = global.address + Math.floor((table - global.address) / size) * size + enabled.offset;
    m.noteUnseenWords('read', at, 1);
    return m.word(at) !== 0;
  };
}

/** First word of a process's page table: mms[mm].pte. */
function pageTableOf(program: Program, mm: number): number | null {
  const global = program.globals.get('mms');
  if (global?.type.kind !== 'array' || global.type.of.kind !== 'struct') return null;
  const field = global.type.of.fields.find((f) => f.name === 'pte');
  return field === undefined ? null : global.address + mm * wordsOf(global.type.of) + field.offset;
}
