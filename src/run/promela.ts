/** A model for Spin of what the page stands on, made in a worker that lives as long as that takes. */
import type { Edits } from '../core/scenarios/machine.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';
import { lineTo } from '../worker/line.ts';
import { nameOf } from '../worker/scenario-name.ts';

/** How to check a model that is saved under that name: without its own reduction Spin finds our states; its integers are C's. */
export function spinCommands(name: string): string {
  const gcc = 'gcc -fwrapv -DNOREDUCE -DSAFETY -DVECTORSZ=16000 -o pan pan.c';
  return [`spin -a -o2 ${name}`, gcc, './pan -c0 -e'].join('\n');
}

/** How an export goes: states looked at so far; then the model, or why there is none, as the rest of a sentence. */
export type ExportMessage =
  | { readonly kind: 'states'; readonly states: number }
  | { readonly kind: 'model'; readonly text: string }
  | { readonly kind: 'refused'; readonly why: string };

/** Starts the export and reports on it; what is given back ends it. */
export function exportPromela(
  {
    scenario,
    release,
    edits,
  }: { readonly scenario: Scenario; readonly release: string; readonly edits: Edits },
  hear: (message: ExportMessage) => void,
  open?: () => Worker,
): () => void {
  const line = lineTo(
    'promela',
    {
      progress: (states) => {
        hear({ kind: 'states', states });
      },
      result: (model) => {
        line.end();
        hear('text' in model ? { kind: 'model', text: model.text } : { kind: 'refused', why: model.refused });
      },
      failed: (why) => {
        hear({ kind: 'refused', why: `the worker died${why === '' ? '' : ` (${why})`}` });
      },
    },
    open,
  );
  line.start({ ...nameOf(scenario), release, edited: [...edits] });
  return line.end;
}
