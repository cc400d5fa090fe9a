/** What keys do on the board: the same as with a guest's code on the page. */
import type { BoardStore } from '../../run/board.ts';
import { keyName } from '../keyboard/commands.ts';

const ACTIONS: Readonly<Record<string, (store: BoardStore) => void>> = {
  N: ({ go }) => {
    go({ kind: 'step' });
  },
  'Shift N': ({ back }) => {
    back();
  },
  'Shift O': ({ go }) => {
    go({ kind: 'over' });
  },
  'Shift X': ({ go, stop, progress }) => {
    if (progress?.status.kind === 'running') stop();
    else go({ kind: 'on' });
  },
};
const TYPING = 'input, textarea, select';

/** What a pressed key does, or null: it is not one of the board's, or somebody types. */
export function boardKey(event: KeyboardEvent): ((store: BoardStore) => void) | null {
  const key = keyName(event);
  const isTyping = event.target instanceof Element && event.target.closest(TYPING) !== null;
  return key === null || isTyping ? null : (ACTIONS[key] ?? null);
}
