/** `explore`: every interleaving of a scenario on a release, and what they break. */
import { countInterleavings } from '../core/explore/count.ts';
import { livelockIn } from '../core/explore/livelock.ts';
import { Exploration } from '../core/explore/exploration.ts';
import { ALL_REDUCTIONS, NO_REDUCTION, type Reductions } from '../core/explore/reductions.ts';
import type { Taken } from '../core/explore/search.ts';
import { switchesIn } from '../core/explore/switches.ts';
import { writeChoices } from '../core/step/choices.ts';
import { partsOf } from '../core/step/parts.ts';
import type { Choice } from '../core/step/record.ts';
import { whoWaits } from '../core/step/status.ts';
import { machineNamed, type Asked, type Named } from './machine.ts';
import { replay, stepLine, stepOf, type Step } from './steps.ts';
import { BadInput, Exit, type Terminal } from './terminal.ts';
import { MOST_COUNTED_IN_TERMINAL, MOST_STATES, MOST_STATE_BYTES_IN_TERMINAL } from '../core/limits.ts';

/** What is no property of a scenario, and must not be all the same. */
const LIVELOCK = 'livelock';
/** States looked at in one go. */
const SLICE = 50_000;

/** What `--json` prints: this and no more, so that scripts can rely on it. */
export interface Verdict {
  readonly scenario: string;
  readonly release: string;
  readonly verdict: 'holds' | 'broken' | 'bounded';
  readonly memoryModel: 'sc';
  readonly states: number;
  readonly transitions: number;
  readonly interleavings: string | null;
  readonly broken: readonly Broken[];
  /** Whether equivalent interleavings were left out of `states` and `transitions`. */
  readonly reduced: boolean;
}

export interface Broken {
  /** The id of one of the scenario's; or `livelock`: then the run leads into a cycle in which no thread can end. */
  readonly property: string;
  readonly interleavings: string | null;
  readonly shortest: readonly Step[];
  readonly switches: number;
}

export function explore(
  terminal: Terminal,
  id: string | undefined,
  options: Asked & { readonly json?: boolean; readonly maxStates?: string; readonly reduce?: string },
): number {
  const states = statesFrom(options.maxStates);
  const named = machineNamed(terminal, id, options);
  const limits = { states, bytes: MOST_STATE_BYTES_IN_TERMINAL };
  const search = new Exploration(partsOf(named.system), limits, reductionsFrom(options.reduce));
  while (!search.advance(Math.min(SLICE, states)));
  const verdict = verdictOf(named, search);
  terminal.out(options.json === true ? `${JSON.stringify(verdict)}\n` : textOf(named, search, verdict));
  return Exit[verdict.verdict];
}

function statesFrom(text: string | undefined): number {
  if (text === undefined) return MOST_STATES;
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new BadInput(`--max-states takes a number of states, not ${text}`);
  return Number(text);
}

function reductionsFrom(text: string | undefined): Reductions {
  if (text === undefined) return NO_REDUCTION;
  if (text === 'all') return ALL_REDUCTIONS;
  const names = text.split(',');
  const known = Object.keys(NO_REDUCTION);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new BadInput(`--reduce takes all, or some of ${known.join(',')}, not ${unknown}`);
  return {
    private: names.includes('private'),
    order: names.includes('order'),
    symmetry: names.includes('symmetry'),
  };
}

/** A broken property is broken, however far the search came; only that nothing breaks needs all of it. */
function verdictOf({ scenario, release, system }: Named, exploration: Exploration): Verdict {
  const { search, reduced } = exploration;
  const { bounded, states, transitions } = search.progress;
  const counts = bounded || reduced || states > MOST_COUNTED_IN_TERMINAL ? null : countInterleavings(search);
  const brokenBy = (property: string, run: readonly Taken[], interleavings: bigint | undefined): Broken => ({
    property,
    interleavings: interleavings?.toString() ?? null,
    shortest: replay(system, choicesOf(run)).records.map((record) => stepOf(system, record)),
    switches: switchesIn(run),
  });
  const broken = scenario.properties.flatMap((property, check): Broken[] => {
    const found = exploration.shortest(check);
    return found === null ? [] : [brokenBy(property, found.run, counts?.breaking[check])];
  });
  const livelock = livelockRun(exploration, counts !== null);
  if (livelock !== null) broken.push(brokenBy(LIVELOCK, livelock, undefined));
  return {
    scenario: scenario.id,
    release,
    verdict: broken.length > 0 ? 'broken' : bounded ? 'bounded' : 'holds',
    memoryModel: 'sc',
    states,
    transitions,
    interleavings: counts?.all.toString() ?? null,
    broken,
    reduced,
  };
}

/** A shortest run into a livelock, or null. Where interleavings could be counted there is no cycle, and so none. */
function livelockRun({ search }: Exploration, counted: boolean): readonly Taken[] | null {
  const livelock = counted || search.progress.bounded ? null : livelockIn(search);
  return livelock === null ? null : search.pathTo(livelock.first);
}

function choicesOf(run: readonly Taken[]): Choice[] {
  return run.map(({ thread, outcome }) => ({
    kind: 'step',
    thread,
    ...(outcome === 0 ? {} : { outcome }),
  }));
}

function textOf(
  { scenario, properties, edited, system }: Named,
  exploration: Exploration,
  verdict: Verdict,
): string {
  const n = (value: number | string): string => BigInt(value).toLocaleString('en');
  const lines = [
    `${verdict.scenario} on ${verdict.release}${edited.length === 0 ? '' : `, with ${edited.join(', ')} edited`}: ${verdict.verdict}`,
    `${n(verdict.states)} states, ${n(verdict.transitions)} transitions, ` +
      (verdict.interleavings === null
        ? whyNotCounted(exploration)
        : `${n(verdict.interleavings)} complete interleavings`) +
      ', under sequential consistency',
  ];
  if (exploration.search.progress.bounded)
    lines.push('The limit of states stopped the search: what was not found may still be there.');
  for (const { property, interleavings, switches } of verdict.broken) {
    const check = scenario.properties.indexOf(property);
    const found = property === LIVELOCK ? null : exploration.shortest(check);
    const choices = choicesOf((property === LIVELOCK ? livelockRun(exploration, false) : found?.run) ?? []);
    const count = interleavings === null ? '' : `, in ${n(interleavings)} interleavings`;
    const said =
      property === LIVELOCK
        ? 'There is a cycle in which no thread can end'
        : (properties.find((p) => p.id === property)?.sentence ?? property);
    const { records, state } = replay(system, choices);
    const waits = property === 'deadlock' ? whoWaits(system, state).replaceAll('`', '') : '';
    lines.push(
      '',
      `Broken${count}: ${said}`,
      `A ${found?.proven === false ? 'run, not proven shortest' : 'shortest run'} (${counted(choices.length, 'step', 'steps')}, ${counted(switches, 'switch', 'switches')}): ${writeChoices(choices) ?? ''}`,
      ...records.map((record, i) => stepLine(system, record, i + 1)),
      ...(waits === '' ? [] : [`      ${waits}`]),
    );
  }
  return `${lines.join('\n')}\n`;
}

function whyNotCounted({ search, reduced }: Exploration): string {
  const { bounded, states } = search.progress;
  if (reduced) return 'interleavings not counted, since those that come to the same were left out';
  return bounded || states > MOST_COUNTED_IN_TERMINAL
    ? 'interleavings not counted'
    : 'no number of interleavings, since a thread can go round in a cycle';
}

function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
