/** What a board does, or why it does nothing, in a sentence. */
import type { BoardProgress, BoardStatus } from '../../run/board.ts';

type Stopped = Exclude<Extract<BoardStatus, { kind: 'stopped' }>['why'], 'noted'>;
type Halt = Extract<BoardStatus, { kind: 'halted' }>['halt'];

const STOPPED: Readonly<Record<Stopped, string>> = {
  start: 'Stands before its first instruction.',
  asked: 'Stopped.',
  breakpoint: 'Stopped before a breakpoint.',
  there: 'Stopped there.',
  stepped: 'Stepped.',
  back: 'Went back one instruction.',
  read: 'Stopped where it was read that a check had failed.',
};
const HALTED: Readonly<Record<Halt, string>> = {
  'psci-off': 'Powered off: the program called PSCI SYSTEM_OFF.',
  'psci-reset': 'Ended in a reset: the program called PSCI SYSTEM_RESET.',
  'cpu-off': 'Every processor has turned itself off (PSCI CPU_OFF).',
  wfi: 'Waits for ever in WFI: the board has no interrupts that could wake it.',
  wfe: 'Waits for ever in WFE: nobody is left to send an event.',
  'exception-loop': 'Takes the same exception for ever: what is at its vector leads there again.',
};

/** The present state of the board. */
export function statusSays(status: BoardStatus): string {
  if (status.kind === 'running')
    return status.again
      ? 'Runs again from a moment before, to find that instruction.'
      : 'Running; all but the console is from before.';
  if (status.kind === 'halted') return HALTED[status.halt];
  return status.why === 'noted'
    ? `Went back ${counted(status.back, 'instruction')}, behind the access whose failed check was noted.`
    : STOPPED[status.why];
}

const whole = (count: number): string => Math.round(count).toLocaleString('en');
const counted = (count: number, what: string): string => `${whole(count)} ${what}${count === 1 ? '' : 's'}`;

/** How far it has come, and how fast. */
export function progressSays({ instructions, exceptions, speed }: BoardProgress): string {
  const done = `${counted(instructions, 'instruction')}, ${counted(exceptions, 'exception')}`;
  return speed === null ? done : `${done}; ${speedSays(speed)}`;
}

/** `51.2 million a second`. */
function speedSays(speed: number): string {
  return speed >= 1e6 ? `${(speed / 1e6).toFixed(1)} million a second` : `${whole(speed)} a second`;
}

/** What was sent, as it can be shown: carriage returns left out, other control characters by their pictures (U+2400). */
export function consoleText(sent: string): string {
  return sent
    .replaceAll('\r', '')
    .replace(/(?![\t\n\x80-\x9f])\p{Cc}/gu, (control) =>
      String.fromCodePoint(control === '\x7f' ? 0x2421 : 0x2400 + control.charCodeAt(0)),
    );
}
