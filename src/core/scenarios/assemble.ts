/** Puts a whole machine together: a scenario's threads and properties, a release's kernel, the hardware. The one place where all meet. */
import { hardwareConstants, type Hardware } from '../arm/hardware.ts';
import { HARDWARE_PRIMITIVES } from '../arm/primitives.ts';
import { PC, PSTATE } from '../arm/cpu/layout.ts';
import { GUEST_WORDS } from '../arm/guest/step.ts';
import { walk } from '../arm/walk.ts';
import { releases } from '../kernel/releases.ts';
import { kernelSources } from '../kernel/sources.ts';
import { Compiler } from '../lang/compile.ts';
import type { Diagnostic, Program, SourceFile } from '../lang/program.ts';
import { Machine } from '../machine/machine.ts';
import { propertySources } from '../properties/sources.ts';
import type { System } from '../step/system.ts';
import { vmmSources } from '../vmm/sources.ts';
import { guestProgram, isAssembly } from './guest-program.ts';
import { properties } from './properties.ts';
import type { Property, Scenario } from './scenario.ts';
import { scenarioSources } from './sources.ts';

/** Tag blocks a page when GMID_EL1.BS is 6: LDGM and STGM move 256 bytes' worth. */
const BLOCKS_AT_BS_6 = 16;
/** Where guest memory begins: the #define of this name in machine.h. */
const IPA_BASE = 0x40000;

export type Assembled = { readonly system: System } | { readonly diagnostics: readonly Diagnostic[] };

/** The kernel releases on which a scenario can run. */
export function releaseIds(): string[] {
  return releases.map((r) => r.id);
}

/** Every text of the machine, none of them edited. */
export function sourcesOf({ id, file, sharesSourcesOf = id }: Scenario, release: string): SourceFile[] {
  const own = file?.sources ?? scenarioSources(sharesSourcesOf);
  return [...kernelSources(release), ...vmmSources(), ...propertySources(), ...own];
}

export interface How {
  /** One that is kept makes the next machine faster. */
  readonly compiler?: Compiler;
  /** Loads of what no thread writes are steps too. */
  readonly everyLoad?: boolean;
}

/** What a machine is compiled to: data alone, which a worker can send. */
export interface CompiledMachine {
  readonly program: Program;
  /** The code of the scenario's guest; empty where it has none. */
  readonly guestImage: Uint8Array;
}

/** The machine of a scenario on a release; `edited` texts replace files of the same path. */
export function assemble(
  scenario: Scenario,
  release: string,
  edited: ReadonlyMap<string, string> = new Map(),
  how: How = {},
): Assembled {
  const compiled = compileMachine(scenario, release, edited, how);
  return 'diagnostics' in compiled ? compiled : { system: systemFrom(scenario, compiled) };
}

/** The first, long half of it: all texts to one program. */
export function compileMachine(
  scenario: Scenario,
  release: string,
  edited: ReadonlyMap<string, string>,
  { compiler = new Compiler(), everyLoad = false }: How = {},
): CompiledMachine | { readonly diagnostics: readonly Diagnostic[] } {
  const sources = sourcesOf(scenario, release).map((file): SourceFile => {
    const text = edited.get(file.path);
    return text === undefined ? file : { ...file, text, origin: 'edited' };
  });
  const guest = guestProgram(sources.filter(isAssembly), BigInt(scenario.constants.IPA_BASE ?? IPA_BASE));
  if ('diagnostics' in guest) return guest;
  const predicates = propertiesOf(scenario).map((p) => p.predicate);
  const compiled = compiler.compile({
    sources: sources.filter((file) => !isAssembly(file)),
    constants: {
      ...hardwareConstants(tagBlocksOf(scenario)),
      A64_WORDS: GUEST_WORDS,
      A64_PC: PC,
      A64_PSTATE: PSTATE,
      ...scenario.constants,
    },
    primitives: HARDWARE_PRIMITIVES,
    threads: scenario.threads,
    everyLoad,
    routines: [prologueOf(scenario), ...predicates.filter((name) => name !== 'deadlock')],
  });
  return 'program' in compiled ? { program: compiled.program, guestImage: guest.image } : compiled;
}

/** The second half: what can be stepped, of a program that `compileMachine` has made of the same scenario, here or in a worker. */
export function systemFrom(scenario: Scenario, { program, guestImage }: CompiledMachine): System {
  const hardware = hardwareOf(program, tagBlocksOf(scenario), guestImage);
  return {
    program,
    primitives: HARDWARE_PRIMITIVES.map((p) => p.make(hardware)),
    checks: propertiesOf(scenario).map((p) => ({
      predicate: p.predicate === 'deadlock' ? null : p.predicate,
      when: p.when,
    })),
    prologue: prologueOf(scenario),
    resident: scenario.threads.map((t) => t.resident === true),
    writeUser: userWriter(program, hardware, scenario),
  };
}

function tagBlocksOf({ constants }: Scenario): number {
  return constants.TAG_BLOCKS ?? BLOCKS_AT_BS_6;
}

function prologueOf({ file }: Scenario): string {
  return file?.prologue ?? 'prologue';
}

/** The properties a scenario checks, in its order. */
export function propertiesOf(scenario: Scenario): readonly Property[] {
  if (scenario.file !== undefined) return scenario.file.properties;
  return scenario.properties.map((id) => properties.find((p) => p.id === id)).filter((p) => p !== undefined);
}

/** The hardware around a compiled program: where the state has its memory. */
export function hardwareOf(program: Program, tagBlocks: number, image: Uint8Array): Hardware {
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
    image,
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

/** HCR_EL2.ATA of the vCPU whose VM a stage-2 table belongs to: vcpus[i].hcr_el2, which KVM sets when the vCPU is reset (FACTS 3). */
function guestTags(program: Program): Hardware['guestTags'] {
  const kvms = structsOf(program, 'kvms');
  const vcpus = structsOf(program, 'vcpus');
  const hcr = vcpus?.fields.find((f) => f.name === 'hcr_el2');
  if (kvms === null || vcpus === null || hcr === undefined) return () => false;
  return (m, table) => {
    const vm = Math.floor((table - kvms.address) / kvms.words);
    // Bit 56 lies in the upper word.
    const at = vcpus.address + vm * vcpus.words + hcr.offset + 1;
    m.noteUnseenWords('read', at, 1);
    return ((m.word(at) >>> 24) & 1) === 1;
  };
}

/** A global array of structs: where it begins, how many words an element has, and its fields. */
function structsOf(program: Program, name: string) {
  const global = program.globals.get(name);
  if (global?.type.kind !== 'array' || global.type.of.kind !== 'struct') return null;
  const { fields, words } = global.type.of;
  return { address: global.address, words, fields };
}

/** First word of a process's page table: mms[mm].pte. */
function pageTableOf(program: Program, mm: number): number | null {
  const mms = structsOf(program, 'mms');
  const field = mms?.fields.find((f) => f.name === 'pte');
  return mms === null || field === undefined ? null : mms.address + mm * mms.words + field.offset;
}
