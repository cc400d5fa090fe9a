/** The life of a page frame in a run: its owners, who mapped it, its flags, and every time that its tags were made what they are. */
import type { Program } from '../core/lang/program.ts';
import type { State } from '../core/machine/state.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import type { StepRecord } from '../core/step/record.ts';
import { stage1Entry, stage2Entry, type Entry } from './entry.ts';
import { rangeName, type Range } from './granules.ts';
import { mappedFrame } from './mapping.ts';
import { flagNames, flagsPlace } from './page-frame.ts';
import { covers, integerAt, placeOf, type Place } from './read.ts';

export interface LifeEvent {
  /** The first step of it, from 1. */
  readonly step: number;
  /** The last: tags are written block by block. */
  readonly until: number;
  readonly thread: number;
  readonly kind: 'owner' | 'mapping' | 'flag' | 'tags' | 'store';
  /** `PG_mte_tagged set`, `tags cleared: 00–ff`. */
  readonly what: string;
}

/** All events of a frame, in order. `stateAt` gives the state after so many steps. */
export function lifeOf(
  program: Program,
  scenario: Scenario,
  steps: readonly StepRecord[],
  stateAt: (step: number) => State,
  frame: number,
): readonly LifeEvent[] {
  const watched = placesOf(program, scenario, frame);
  const tags = placeOf(program, 'frame_tags', frame);
  const events: Tagged[] = [];
  for (const [at, record] of steps.entries()) {
    const step = at + 1;
    for (const place of watched.filter(({ place: one }) => writesWords(record, one))) {
      for (const { kind, what } of place.changes(stateAt(at), stateAt(step)))
        events.push({ step, until: step, thread: record.thread, kind, what, written: null });
    }
    const moved = tags === null ? null : movedTags(record, tags);
    if (moved !== null) addTags(events, moved, record, step);
  }
  return events.map(({ step, until, thread, kind, what, written }) => ({
    step,
    until,
    thread,
    kind,
    what: written === null ? what : `${what}: ${rangeName(written)}`,
  }));
}

/** An event before it is worded: which granules were written so far, if it is about tags. */
interface Tagged extends LifeEvent {
  readonly written: Range | null;
}

interface Watched {
  readonly place: Place;
  readonly changes: (before: State, after: State) => readonly Pick<LifeEvent, 'kind' | 'what'>[];
}

/** The words that a frame's life is read from. */
function placesOf(program: Program, scenario: Scenario, frame: number): Watched[] {
  const flags = flagsPlace(program, frame);
  const allocated = placeOf(program, 'nr_allocated');
  const free = placeOf(program, 'page_is_free', frame);
  return [
    ...watch(flags, (was, is) => flagChanges(program, was, is)),
    ...watch(allocated, (was, is) =>
      was <= BigInt(frame) && BigInt(frame) < is
        ? [{ kind: 'owner', what: 'a new owner: tags as the former left them' }]
        : [],
    ),
    ...watch(free, (was, is) => [
      {
        kind: 'owner',
        what: is > was ? 'freed: the tags stay' : 'a new owner: tags as the former left them',
      },
    ]),
    ...entriesOf(program, scenario, frame),
  ];
}

function watch(
  place: Place | null,
  changes: (was: bigint, is: bigint) => readonly Pick<LifeEvent, 'kind' | 'what'>[],
): Watched[] {
  if (place === null) return [];
  const between = (before: State, after: State) => {
    const [was, is] = [integerAt(before, place), integerAt(after, place)];
    return was === is ? [] : changes(was, is);
  };
  return [{ place, changes: between }];
}

function flagChanges(program: Program, was: bigint, is: bigint): Pick<LifeEvent, 'kind' | 'what'>[] {
  return flagNames(program).flatMap((name) => {
    const bit = program.constants.get(name) ?? 0n;
    if ((((was ^ is) >> bit) & 1n) === 0n) return [];
    return [{ kind: 'flag' as const, what: `${name} ${((is >> bit) & 1n) === 1n ? 'set' : 'cleared'}` }];
  });
}

/** Every entry of every page table and stage 2. */
function entriesOf(program: Program, scenario: Scenario, frame: number): Watched[] {
  const tables = [
    { global: 'mms', field: 'pte', kind: 'user', entryOf: stage1Entry },
    { global: 'kvms', field: 's2', kind: 'stage2', entryOf: stage2Entry },
  ] as const;
  return tables.flatMap(({ global, field, kind, entryOf }) => {
    const found: Watched[] = [];
    for (let space = 0; placeOf(program, global, space, field, 0, 'pte') !== null; space++) {
      for (let index = 0; ; index++) {
        const place = placeOf(program, global, space, field, index, 'pte');
        if (place === null) break;
        const drawn = scenario.picture.mappings.find(
          (one) => one.kind === kind && one.space === space && one.index === index,
        );
        const name = drawn?.name ?? `${kind === 'user' ? 'process' : 'VM'} ${space}, page ${index}`;
        found.push(...watch(place, (was, is) => mapped(program, frame, name, entryOf(was), entryOf(is))));
      }
    }
    return found;
  });
}

function mapped(
  program: Program,
  frame: number,
  name: string,
  before: Entry,
  after: Entry,
): Pick<LifeEvent, 'kind' | 'what'>[] {
  const had = mappedFrame(program, before) === frame;
  const has = mappedFrame(program, after) === frame;
  if (had && !has)
    return [
      { kind: 'mapping', what: `no longer mapped: ${name}${after.kind === 'swap' ? ', swapped out' : ''}` },
    ];
  if (!has) return [];
  const how =
    after.kind === 'page' && after.bits.some((bit) => bit.name === 'MT_NORMAL_TAGGED') ? ', tagged' : '';
  return [{ kind: 'mapping', what: `${had ? 'mapped anew' : 'mapped'}: ${name}${how}` }];
}

function writesWords(record: StepRecord, place: Place): boolean {
  return record.accesses.some(
    (one) => one.kind === 'write' && one.store === 'words' && covers(place, one.address, one.width),
  );
}

/** The granules of a page of tags that a step writes, or that it reads to put them aside; null if it does neither. */
function movedTags(record: StepRecord, tags: Place): (Range & { readonly by: 'kernel' | 'owner' }) | null {
  const kind = record.function === 'mte_save_page_tags' ? 'read' : 'write';
  const access = record.accesses.find(
    (one) => one.kind === kind && one.store === 'page' && tags.store === 'page' && one.page === tags.page,
  );
  return access?.store === 'page' ? { from: access.from, to: access.to, by: access.by } : null;
}

/** How the kernel's loops over the tags of a page are told of, by function. */
const TAG_LOOPS: Readonly<Record<string, string>> = {
  mte_clear_page_tags: 'tags cleared',
  mte_zero_clear_page_tags: 'data and tags cleared together',
  mte_restore_page_tags: 'saved tags restored',
  mte_save_page_tags: 'tags put aside',
  mte_copy_page_tags: 'tags copied from another page',
  uaccess_get_tag: 'tags copied in from user memory',
  uaccess_get_tags: 'tags copied in from user memory',
  power_cycle: 'tags lost with the power',
};

/** Blocks that one thread writes in one loop are one event. */
function addTags(
  events: Tagged[],
  { from, to, by }: Range & { readonly by: 'kernel' | 'owner' },
  record: StepRecord,
  step: number,
): void {
  const what =
    by === 'owner' ? 'a tag stored' : (TAG_LOOPS[record.function] ?? `tags written by ${record.function}`);
  const at = events.findLastIndex((one) => one.thread === record.thread);
  const last = events[at];
  if (by === 'kernel' && last?.what === what && last.written?.to === from && last.written.from < from) {
    events[at] = { ...last, until: step, written: { from: last.written.from, to } };
    return;
  }
  const kind = by === 'owner' ? 'store' : 'tags';
  events.push({ step, until: step, thread: record.thread, kind, what, written: { from, to } });
}
