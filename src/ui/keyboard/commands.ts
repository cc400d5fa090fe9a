/** All that the keyboard does, as one table: the handler and the help read it. */
import type { RunStore } from '../../run/store.ts';
import type { Until } from '../../run/run.ts';
import { guestGoing } from './guest-going.ts';
import { goOn, stepThread, threadInHand } from './turn.ts';

/** What the page itself can do. */
export interface PageActions {
  openScenarios(): void;
  openShowMe(): void;
  toggleExplore(): void;
  compare(): void;
  drawGraph(): void;
  toggleIoctl(): void;
  toggleVm(): void;
  toggleCalls(): void;
  toggleLife(): void;
  toggleProcess(): void;
  edit(): void;
  openBoard(): void;
  share(): void;
  changeTheme(): void;
  openHelp(): void;
}

export interface Command {
  /** As keyName says them. */
  readonly keys: readonly string[];
  /** As the help shows them, where that is shorter. */
  readonly shown?: string;
  readonly group: 'Time' | 'Threads' | 'Guest code' | 'Page';
  readonly does: string;
  /** `key` is the one of `keys` that was pressed. */
  run(run: RunStore, page: PageActions, key: string): void;
}

const runInHand =
  (until: Until): Command['run'] =>
  ({ snapshot, actions }) => {
    const thread = threadInHand(snapshot);
    if (thread !== null) actions.run(thread.index, until);
  };

const guestGoes =
  (how: 'back' | 'instruction' | 'over' | 'run'): Command['run'] =>
  ({ snapshot, actions }) => {
    const going = guestGoing(snapshot, actions);
    if (going !== null && (how === 'back' || going.stuck === null)) going[how]();
  };

const changeRelease =
  (by: 1 | -1): Command['run'] =>
  ({ snapshot, actions, releases }) => {
    const next = releases[releases.findIndex(({ id }) => id === snapshot.release) + by];
    if (next !== undefined) actions.chooseRelease(next.id);
  };

export const commands: readonly Command[] = [
  {
    keys: ['→'],
    group: 'Time',
    does: 'Next step: the recorded one, else the thread stepped last, else the next that can',
    run: ({ snapshot, actions }) => {
      goOn(snapshot, actions);
    },
  },
  {
    keys: ['←'],
    group: 'Time',
    does: 'One step back',
    run: ({ snapshot, actions }) => {
      if (snapshot.cursor > 0) actions.seek(snapshot.cursor - 1);
    },
  },
  {
    keys: ['Space'],
    group: 'Time',
    does: 'Play or pause',
    run: ({ snapshot, actions }) => {
      if (snapshot.playing) actions.pause();
      else actions.play();
    },
  },
  {
    keys: ['Home'],
    group: 'Time',
    does: 'To the start',
    run: ({ actions }) => {
      actions.seek(0);
    },
  },
  {
    keys: ['End'],
    group: 'Time',
    does: 'To the last step taken',
    run: ({ snapshot, actions }) => {
      actions.seek(snapshot.steps.length);
    },
  },
  {
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shown: '1 to 9',
    group: 'Threads',
    does: 'Step that thread',
    run: ({ snapshot, actions }, _page, key) => {
      const thread = snapshot.threads[Number(key) - 1];
      if (thread !== undefined) stepThread(thread, actions);
    },
  },
  { keys: ['O'], group: 'Threads', does: 'Step over calls', run: runInHand({ kind: 'over' }) },
  { keys: ['B'], group: 'Threads', does: 'Run until it blocks', run: runInHand({ kind: 'blocks' }) },
  { keys: ['U'], group: 'Threads', does: 'Run until it returns', run: runInHand({ kind: 'returns' }) },
  { keys: ['X'], group: 'Threads', does: 'Run until a property breaks', run: runInHand({ kind: 'breaks' }) },
  {
    keys: ['N'],
    group: 'Guest code',
    does: 'One instruction of the guest, with all that the host does for it',
    run: guestGoes('instruction'),
  },
  { keys: ['Shift N'], group: 'Guest code', does: 'One instruction back', run: guestGoes('back') },
  {
    keys: ['Shift O'],
    group: 'Guest code',
    does: 'One instruction; a call until it comes back',
    run: guestGoes('over'),
  },
  {
    keys: ['Shift X'],
    group: 'Guest code',
    does: 'Run to the next breakpoint, or the end',
    run: guestGoes('run'),
  },
  {
    keys: ['Escape'],
    group: 'Guest code',
    does: 'Stop what runs by itself, or the opening of a long run',
    run: ({ actions }) => {
      actions.stop();
    },
  },
  {
    keys: ['R'],
    group: 'Page',
    does: 'Carry the run to the next release',
    run: changeRelease(1),
  },
  {
    keys: ['Shift R'],
    group: 'Page',
    does: 'Carry the run to the release before',
    run: changeRelease(-1),
  },
  {
    keys: ['S'],
    group: 'Page',
    does: 'Choose a scenario',
    run: (_run, page) => {
      page.openScenarios();
    },
  },
  {
    keys: ['M'],
    group: 'Page',
    does: 'Show me: recorded runs',
    run: (_run, page) => {
      page.openShowMe();
    },
  },
  {
    keys: ['E'],
    group: 'Page',
    does: 'Open or close the explorer',
    run: (_run, page) => {
      page.toggleExplore();
    },
  },
  {
    keys: ['Shift E'],
    group: 'Page',
    does: 'All releases side by side',
    run: (_run, page) => {
      page.compare();
    },
  },
  {
    keys: ['G'],
    group: 'Page',
    does: 'The state graph: your run among all states',
    run: (_run, page) => {
      page.drawGraph();
    },
  },
  {
    keys: ['I'],
    group: 'Page',
    does: 'Open or close the ioctl panel',
    run: (_run, page) => {
      page.toggleIoctl();
    },
  },
  {
    keys: ['V'],
    group: 'Page',
    does: 'Open or close the VM view: slots, stage 2, registers',
    run: (_run, page) => {
      page.toggleVm();
    },
  },
  {
    keys: ['C'],
    group: 'Page',
    does: 'Open or close the log of system calls',
    run: (_run, page) => {
      page.toggleCalls();
    },
  },
  {
    keys: ['P'],
    group: 'Page',
    does: 'Open or close the process view: mappings, page tables, tag checks',
    run: (_run, page) => {
      page.toggleProcess();
    },
  },
  {
    keys: ['F'],
    group: 'Page',
    does: 'Open or close the life of the page frame',
    run: (_run, page) => {
      page.toggleLife();
    },
  },
  {
    keys: ['D'],
    group: 'Page',
    does: 'Edit the source where the thread stands',
    run: (_run, page) => {
      page.edit();
    },
  },
  {
    keys: ['Shift B'],
    group: 'Page',
    does: 'Back to the board, or to where an image is opened for it; keys of guest code work there too',
    run: (_run, page) => {
      page.openBoard();
    },
  },
  {
    keys: ['L'],
    group: 'Page',
    does: 'A link to this moment, or the run as a file',
    run: (_run, page) => {
      page.share();
    },
  },
  {
    keys: ['T'],
    group: 'Page',
    does: 'Next theme: light, dark, projector',
    run: (_run, page) => {
      page.changeTheme();
    },
  },
  {
    keys: ['?'],
    group: 'Page',
    does: 'This help',
    run: (_run, page) => {
      page.openHelp();
    },
  },
];

const arrows: ReadonlyMap<string, string> = new Map([
  ['ArrowRight', '→'],
  ['ArrowLeft', '←'],
  [' ', 'Space'],
]);

/** The name of a pressed key in the table, or null for one with Ctrl, Alt or Meta, which belong to the browser. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>,
): string | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const arrow = arrows.get(event.key);
  if (arrow !== undefined) return event.shiftKey ? null : arrow;
  if (/^[a-z]$/i.test(event.key)) return (event.shiftKey ? 'Shift ' : '') + event.key.toUpperCase();
  return event.key;
}
