/** From edited sources to a verdict, so fast that it keeps up with the keys: compiles again only what changed, and searches what is small. */
import { Search } from '../core/explore/search.ts';
import { Compiler } from '../core/lang/compile.ts';
import { compileMachine } from '../core/scenarios/assemble.ts';
import { machineFrom } from '../core/scenarios/machine.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { partsOf } from '../core/step/parts.ts';
import type { Job } from './channel.ts';
import { sent, type Found } from './compile-messages.ts';
import { scenarioNamed } from './scenario-name.ts';
import { MOST_MS_WHILE_TYPING, MOST_STATES_WHILE_TYPING } from '../core/limits.ts';

/** States looked at before listening whether the text has changed again. */
const SLICE = 1_500;

export function compileJob(): Job<'compile'> {
  const compiler = new Compiler();
  return {
    async start(task, page) {
      const scenario = scenarioNamed(task);
      const edits = new Map(task.edited);
      const compiled = compileMachine(scenario, task.release, edits, { compiler });
      page.report(
        'diagnostics' in compiled ? compiled : { machine: task.wantsProgram ? sent(compiled) : null },
      );
      if ('diagnostics' in compiled) return null;
      const system = machineFrom(scenario, compiled, edits);
      if ('refused' in system) return null;
      const search = new Search(partsOf(system), { states: MOST_STATES_WHILE_TYPING, bytes: Infinity });
      const since = performance.now();
      while (performance.now() - since <= MOST_MS_WHILE_TYPING && !search.advance(SLICE)) {
        await new Promise((resolve) => setTimeout(resolve));
        if (!page.isWaiting()) return null;
      }
      return foundBy(search, scenario);
    },
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
