/** Failed tag checks that stand in TFSR_EL1 or TFSRE0_EL1 of a board's processors: each joined with the access that set the bit, and with who reads it. */
import { disassemble } from '../core/arm/a64/disassemble.ts';
import { cpusOf, firstWordOf } from '../core/arm/board/board.ts';
import type { NotedChange, NotedKind, NotedRead } from '../core/arm/board/noted-log.ts';
import type { Run } from '../core/arm/board/run.ts';
import { BITS, NOTING, isNoted, type NotingBit, type NotingRegister } from '../core/arm/cpu/noted.ts';
import { guestRegister } from '../core/arm/guest/registers.ts';
import type { State } from '../core/machine/state.ts';
import { logicalTag } from '../core/arm/walk.ts';
import type { BoardStep } from './board.ts';

/** An instruction of the run, as one can go to it. */
export interface NotedEnd {
  readonly kind: NotedKind;
  readonly number: number;
  readonly text: string;
  readonly address: bigint;
  /** Whether it is the one that ran last. */
  readonly isHere: boolean;
}

export interface BoardNoted {
  readonly cpu: number;
  readonly register: NotingRegister;
  readonly bit: NotingBit;
  /** The access whose check failed, the first since the bit was clear; null: the program itself wrote the bit, or it is too long ago. */
  readonly set: (NotedEnd & { readonly logical: number; readonly allocation: number }) | null;
  /** Who read it first since then, or reads it now; null: nobody so far. */
  readonly read: NotedEnd | null;
  /** Whether the last instruction has written the register anew. */
  readonly isWritten: boolean;
}

/** What stands in the registers now, or did before the last instruction. `before`: the state then. */
export function notedOn(run: Run, before: State | null, last: BoardStep | null): readonly BoardNoted[] {
  const found: BoardNoted[] = [];
  for (let cpu = 0; cpu < cpusOf(run.state); cpu++)
    for (const register of NOTING)
      for (const bit of BITS) {
        const [was, is] = [before ?? run.state, run.state].map(({ words }) =>
          isNoted(guestRegister(words, firstWordOf(cpu), register.toLowerCase()), bit),
        );
        if (was === true || is === true)
          found.push({ cpu, register, bit, ...ends(run, { cpu, register, bit }, was !== true, last) });
      }
  return found;
}

type Where = Pick<BoardNoted, 'cpu' | 'register' | 'bit'>;

function ends(
  { noted: { changes, reads } }: Run,
  { cpu, register, bit }: Where,
  isFresh: boolean,
  last: BoardStep | null,
): Pick<BoardNoted, 'set' | 'read' | 'isWritten'> {
  const isThere = (one: NotedChange | NotedRead): boolean => one.cpu === cpu && one.register === register;
  const ranLast = (one: NotedChange | NotedRead | undefined): boolean =>
    one !== undefined &&
    last?.cpu === cpu &&
    last.step.address === one.address &&
    last.step.exception === null;
  const latest = changes.items.findLast(isThere);
  const isWritten = latest?.what === 'written' && ranLast(latest);
  const written = changes.items.findLast(
    (one) => isThere(one) && one.what === 'written' && !(isWritten && one === latest),
  );
  const set = changes.items.findLast(
    (one) => isThere(one) && one.what === 'set' && one.bit === bit && one.number > (written?.number ?? 0),
  );
  if (set?.what !== 'set') return { set: null, read: null, isWritten };
  const since = reads.items.filter((one) => isThere(one) && one.after >= set.number);
  const [latestRead] = since.slice(-1);
  const reading = ranLast(latestRead) ? latestRead : undefined;
  const read = reading ?? since[0];
  return {
    set: {
      ...end('changes', set, isFresh && ranLast(set)),
      logical: logicalTag(set.pointer),
      allocation: set.allocation,
    },
    read: read === undefined ? null : end('reads', read, reading !== undefined),
    isWritten,
  };
}

function end(kind: NotedKind, one: NotedChange | NotedRead, isHere: boolean): NotedEnd {
  const { number, address, word } = one;
  return { kind, number, address, text: disassemble(word, address), isHere };
}
