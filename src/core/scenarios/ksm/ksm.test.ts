/** What keeps KSM from giving a process tags that are not its own: it looks at the flags of both pages. */
import { expect, test } from 'vitest';
import { releases } from '../../kernel/releases.ts';
import { kernelSources } from '../../kernel/sources.ts';
import { initialState, takeStep } from '../../step/step.ts';
import { machineOf } from '../machine.test-data.ts';
import { scenarioSources } from '../sources.ts';
import { ksm } from './scenario.ts';

const SCENARIO = 'scenarios/ksm/ksm.c';

/** A text with one place changed, which is the only one of its kind. */
function changed(text: string | undefined, find: string, put: string): string {
  expect(text?.split(find)).toHaveLength(2);
  return text?.replace(find, put) ?? '';
}

function scenarioText(find: string, put: string): [string, string] {
  return [SCENARIO, changed(scenarioSources('ksm').find(({ path }) => path === SCENARIO)?.text, find, put)];
}

const constants = { TAG_BLOCKS: 2 };

/** Whether ksmd maps the other page, if it runs alone from this start. */
function merges(release: string, edited: ReadonlyMap<string, string>): boolean {
  const system = machineOf(ksm, release, { edited, constants });
  let state = initialState(system);
  for (;;) {
    const taken = takeStep(system, state, { kind: 'step', thread: 1 });
    if ('refused' in taken || taken.record.function === 'down_write') return false;
    if (taken.record.function === 'page_dup_rmap') return true;
    ({ state } = taken);
  }
}

const STABLE = '\tstable_tree_insert(&mms[0], USER_BASE);\n';
const ask = (mm: number): string =>
  `\tdo_mprotect(&mms[${mm}], USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE);\n`;

test.each(releases.map(({ id }) => id))(
  '%s: a page with tags is merged with none, whichever of the two it is',
  (release) => {
    expect(merges(release, new Map())).toBe(true);
    for (const mm of [0, 1]) {
      expect(merges(release, new Map([scenarioText(STABLE, STABLE + ask(mm))]))).toBe(false);
    }
  },
);

/** What process B sees at its granule when it has asked for tags, after A stored a tag there before KSM met A's page. */
function seenByB(edited: ReadonlyMap<string, string>): string | undefined {
  const stored = `${ask(0)}\tuser_stg(&mms[0], USER_BASE + granule_of(1) * MTE_GRANULE_SIZE, 7);\n`;
  const texts = new Map([scenarioText(STABLE, stored + STABLE), ...edited]);
  const system = machineOf(ksm, 'v6.4', { edited: texts, constants });
  let state = initialState(system);
  for (;;) {
    const taken = takeStep(system, state, { kind: 'step', thread: 1 });
    if ('refused' in taken) return undefined;
    if (taken.record.function === 'user_ldg') return taken.record.label;
    ({ state } = taken);
  }
}

test('v6.4: without that look B would see a tag that A has stored', () => {
  const compare = 'arch/arm64/kernel/mte-ksm.c';
  const look = kernelSources('v6.4').find(({ path }) => path === compare)?.text;
  const blind = changed(look, '\t\treturn page1 != page2;\n', '\t\treturn 0;\n');
  expect(seenByB(new Map())).toBe('LDG 0x8e → 0');
  expect(seenByB(new Map([[compare, blind]]))).toBe('LDG 0x8e → 7');
});
