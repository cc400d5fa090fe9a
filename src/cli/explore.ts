/** `explore`: every interleaving of a scenario on a release, and what they break. */
import { countInterleavings } from '../core/explore/count.ts';
import { Search, type Taken } from '../core/explore/search.ts';
import { switchesIn } from '../core/explore/switches.ts';
import { writeChoices } from '../core/step/choices.ts';
import { partsOf } from '../core/step/parts.ts';
import type { Choice } from '../core/step/record.ts';
import { machineNamed, type Asked, type Named } from './machine.ts';
import { replay, stepLine, stepOf, type Step } from './steps.ts';
import { BadInput, Exit, type Terminal } from './terminal.ts';

const DEFAULT_STATES = 5_000_000;
const MOST_BYTES = 3e9;
/** States looked at in one go. */
const SLICE = 50_000;
/** Counting keeps a big number a state; beyond this many it is left out. */
const MOST_COUNTED = 2_000_000;

export interface Verdict {
  readonly scenario: string;
  readonly release: string;
  /** Paths of the sources that were given instead of ours. */
  readonly edited: readonly string[];
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
  readonly property: string;
  readonly interleavings: string | null;
  readonly shortest: readonly Step[];
  readonly switches: number;
}

export function explore(
  terminal: Terminal,
  id: string | undefined,
  options: Asked & { readonly json?: boolean; readonly maxStates?: string },
): number {
  const states = statesFrom(options.maxStates);
  const named = machineNamed(terminal, id, options);
  const search = new Search(partsOf(named.system), { states, bytes: MOST_BYTES });
  while (!search.advance(Math.min(SLICE, states)));
  const verdict = verdictOf(named, search);
  terminal.out(options.json === true ? `${JSON.stringify(verdict)}\n` : textOf(named, search, verdict));
  return Exit[verdict.verdict];
}

function statesFrom(text: string | undefined): number {
  if (text === undefined) return DEFAULT_STATES;
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new BadInput(`--max-states takes a number of states, not ${text}`);
  return Number(text);
}

/** A broken property is broken, however far the search came; only that nothing breaks needs all of it. */
function verdictOf({ scenario, release, edited, system }: Named, search: Search): Verdict {
  const { bounded, states, transitions } = search.progress;
  const counts = bounded || states > MOST_COUNTED ? null : countInterleavings(search);
  const broken = scenario.properties.flatMap((property, check): Broken[] => {
    const run = search.shortest(check);
    if (run === null) return [];
    return [
      {
        property,
        interleavings: counts?.breaking[check]?.toString() ?? null,
        shortest: replay(system, choicesOf(run)).records.map((record) => stepOf(system, record)),
        switches: switchesIn(run),
      },
    ];
  });
  return {
    scenario: scenario.id,
    release,
    edited,
    verdict: broken.length > 0 ? 'broken' : bounded ? 'bounded' : 'holds',
    memoryModel: 'sc',
    states,
    transitions,
    interleavings: counts?.all.toString() ?? null,
    broken,
    reduced: false,
  };
}

function choicesOf(run: readonly Taken[]): Choice[] {
  return run.map(({ thread, outcome }) => ({
    kind: 'step',
    thread,
    ...(outcome === 0 ? {} : { outcome }),
  }));
}

function textOf({ scenario, properties, system }: Named, search: Search, verdict: Verdict): string {
  const n = (value: number | string): string => BigInt(value).toLocaleString('en');
  const lines = [
    `${verdict.scenario} on ${verdict.release}${verdict.edited.length === 0 ? '' : `, with ${verdict.edited.join(', ')} edited`}: ${verdict.verdict}`,
    `${n(verdict.states)} states, ${n(verdict.transitions)} transitions, ` +
      (verdict.interleavings === null
        ? 'interleavings not counted'
        : `${n(verdict.interleavings)} complete interleavings`) +
      ', under sequential consistency',
  ];
  if (search.progress.bounded)
    lines.push('The limit of states stopped the search: what was not found may still be there.');
  for (const { property, interleavings, switches } of verdict.broken) {
    const check = scenario.properties.indexOf(property);
    const choices = choicesOf(search.shortest(check) ?? []);
    const count = interleavings === null ? '' : `, in ${n(interleavings)} interleavings`;
    lines.push(
      '',
      `Broken${count}: ${properties.find((p) => p.id === property)?.sentence ?? property}`,
      `A shortest run (${choices.length} steps, ${switches} switches): ${writeChoices(choices) ?? ''}`,
      ...replay(system, choices).records.map((record, i) => stepLine(system, record, i + 1)),
    );
  }
  return `${lines.join('\n')}\n`;
}
