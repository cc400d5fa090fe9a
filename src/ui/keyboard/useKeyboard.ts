import { useLayoutEffect } from 'react';
import type { RunStore } from '../../run/store.ts';
import type { PageActions } from './commands.ts';
import { commands, keyName } from './commands.ts';

const typing = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]';
/** A menu or a dialog has the keyboard to itself. */
const modal = '[role=menu], [role=dialog], dialog';
const pressable = 'a, button, summary, label, input';
const movedByArrows = '[type=radio], [role=slider], [role=grid], [role=tab]';

/** Hands every key of the table to its command, except while another control wants it; from the moment the page appears. */
export function useKeyboard(run: RunStore, page: PageActions): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = keyName(event);
      const target = event.target;
      if (key === null || event.defaultPrevented || !(target instanceof Element)) return;
      if (target.closest(`${typing}, ${modal}`) !== null) return;
      if (key === 'Space' && target.closest(pressable) !== null) return;
      if (/^(?:[←→]|Home|End)$/.test(key) && target.closest(movedByArrows) !== null) return;
      const command = commands.find(({ keys }) => keys.includes(key));
      if (command === undefined) return;
      // A run that has not arrived has no steps to go by.
      if (run.snapshot.opening !== null && command.group !== 'Page' && key !== 'Escape') return;
      event.preventDefault();
      command.run(run, page, key);
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  });
}
