/** From edited sources to a verdict, so fast that it keeps up with the keys: compiles again only what changed, and searches what is small. */
import { Search } from '../core/explore/search.ts';
import { Compiler } from '../core/lang/compile.ts';
import { assemble } from '../core/scenarios/assemble.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { partsOf } from '../core/step/parts.ts';
import { starts } from '../core/step/start.ts';
import type { CompileAnswer, CompileTask, Found } from './compile-messages.ts';
import { scenarioNamed } from './scenario-name.ts';

/** A search that meets more states or takes longer is not for between two keys. */
const MOST_STATES = 30_000;
const MOST_MS = 1_000;
/** States looked at before listening whether the text has changed again. */
const SLICE = 1_500;

/** Takes tasks one after another and says what they come to; a new one ends the search of the one before. */
export function whileTyping(say: (answer: CompileAnswer) => void): (task: CompileTask) => void {
  const compiler = new Compiler();
  let last = 0;
  const search = (id: number, scenario: Scenario, over: Search, since: number): void => {
    if (id !== last) return;
    const late = performance.now() - since > MOST_MS;
    if (!late && !over.advance(SLICE)) {
      setTimeout(() => {
        search(id, scenario, over, since);
      });
    } else say({ kind: 'searched', id, found: foundBy(over, scenario) });
  };
  return (task) => {
    const { id } = task;
    last = id;
    const scenario = scenarioNamed(task);
    const assembled = assemble(scenario, task.release, new Map(task.edited), { compiler });
    const diagnostics = 'diagnostics' in assembled ? assembled.diagnostics : [];
    say({ kind: 'compiled', id, diagnostics });
    if (!('system' in assembled) || !starts(assembled.system)) return;
    const limits = { states: MOST_STATES, bytes: Infinity };
    search(id, scenario, new Search(partsOf(assembled.system), limits), performance.now());
  };
}

function foundBy(search: Search, scenario: Scenario): Found {
  const { states, done, bounded } = search.progress;
  const broken = scenario.properties.flatMap((property, check) => {
    const shortest = search.shortest(check);
    return shortest === null ? [] : [{ property, shortest }];
  });
  return { states, bounded: bounded || !done, broken };
}
