import { Pencil } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { State } from '../../core/machine/state.ts';
import { consoleOf } from '../../picture/console.ts';
import { guestStep } from '../../picture/guest-check.ts';
import { guestCode } from '../../picture/guest-code.ts';
import { isGuestStep } from '../../picture/guest-label.ts';
import { guestTexts, listingOf } from '../../picture/guest-listing.ts';
import { guestMemory, lastAccess } from '../../picture/guest-memory.ts';
import { notedAt, notedChecks, placeNoted } from '../../picture/guest-noted.ts';
import type { PictureInput } from '../../picture/moment.ts';
import { whyOver } from '../../picture/vcpu.ts';
import type { Diagnostic } from '../../run/editing.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import { guestGoing } from '../keyboard/guest-going.ts';
import { Going } from './Going.tsx';
import { Gave } from './Gave.tsx';
import { GuestConsole } from './GuestConsole.tsx';
import { GuestControls } from './GuestControls.tsx';
import { GuestListing } from './GuestListing.tsx';
import { GuestMemory } from './GuestMemory.tsx';
import { GuestRegisters } from './GuestRegisters.tsx';
import { Noted } from './Noted.tsx';
import styles from './GuestPanel.module.css';
import { TagCheckStrip } from './TagCheckStrip.tsx';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly stateAt: (step: number) => State;
  /** All texts of the release by path, as they are without edits. */
  readonly texts: ReadonlyMap<string, string>;
  /** What is wrong with an edit of the guest's program, which is not in force therefore; null if nothing is. */
  readonly wrong: Diagnostic | null;
  readonly onEdit: (path: string, offset: number) => void;
}

/** Granules that are shown at once, and how many of them stand before the one that is meant. */
const LINES = 6;
const BEFORE = 1;

/** The code that a guest runs: where it stands, what the last instruction did, its memory, its registers. */
export default function GuestPanel({ snapshot, actions, stateAt, texts, wrong, onEdit }: Props) {
  const { program, steps, cursor } = snapshot;
  const [asked, setAsked] = useState<bigint | null>(null);
  const guest = useMemo(() => guestCode(snapshot, stateAt), [snapshot, stateAt]);
  const failed = useMemo(() => notedChecks(program, steps), [program, steps]);
  const noted = notedAt(failed, cursor);
  const reached = useMemo(() => addressReached(snapshot, stateAt), [snapshot, stateAt]);
  const host = useMemo(() => hostStep(snapshot, stateAt), [snapshot, stateAt]);
  const own = guestTexts(texts, snapshot.edits);
  const lines = listingOf(program, own, program.constants.get('IPA_BASE') ?? 0n);
  const going = guestGoing(snapshot, actions);
  if (guest === null || going === null) return null;
  const main = own.find(({ path }) => path.endsWith('/main.s')) ?? own[0];
  const at = asked ?? reached;
  const isOver = snapshot.threads[0]?.status.kind === 'ended';
  const stuck = (isOver ? whyOver(snapshot) : null) ?? going.stuck;
  return (
    <section className={styles.guest} aria-label="Guest code">
      <div className={styles.top}>
        <h2 className={controls.heading}>Guest code</h2>
        {main !== undefined && (
          <button
            className={controls.button}
            onClick={() => {
              onEdit(main.path, 0);
            }}
          >
            <Pencil size="1em" aria-hidden /> Edit
          </button>
        )}
      </div>
      {wrong !== null && (
        <p className={styles.wrong}>
          Your edit does not assemble, so this is the last good program:{' '}
          <button
            className={styles.link}
            onClick={() => {
              onEdit(wrong.path, wrong.span.from);
            }}
          >
            {wrong.path.slice(wrong.path.lastIndexOf('/') + 1)}:{wrong.line}
          </button>
          , {wrong.message}
        </p>
      )}
      <GuestControls
        going={going}
        onStop={
          snapshot.going === null
            ? null
            : () => {
                actions.stop();
              }
        }
      />
      {snapshot.going !== null && <Going going={snapshot.going} />}
      <TagCheckStrip
        step={guest.step}
        host={host}

        moment={cursor}
      >
        {guest.step !== null && <Gave registers={[...guest.general, ...guest.system]} />}
        {stuck !== null && <p className={styles.exit}>{stuck}.</p>}
        {noted !== null && (
          <Noted
            noted={noted}
            cursor={cursor}
            onSeek={(step) => {
              actions.seek(step);
            }}
          />
        )}
      </TagCheckStrip>
      <GuestConsole sent={consoleOf(snapshot)} />
      <GuestListing
        lines={lines}
        pc={guest.at}
        breakpoints={snapshot.breakpoints}
        notedAt={noted === null ? null : placeNoted(program, noted, stateAt)}
        canGoOn={going.stuck === null}
        onBreakpoint={(address) => {
          actions.toggleBreakpoint(address);
        }}
        onGoTo={going.runTo}
      />
      <GuestMemory
        memory={at === null ? null : guestMemory(snapshot, stateAt, around(at), LINES)}
        asked={asked}
        base={program.constants.get('PFN_BASE') ?? 0n}
        onAsk={setAsked}
      />
      <GuestRegisters guest={guest} changedBy={guest.step?.text ?? 'the host'} onFollow={setAsked} />
    </section>
  );
}

/** The first granule to show: one before the one that is meant, if that is in the same page. */
function around(address: bigint): bigint {
  return (address & 0xfffn) >= BigInt(16 * BEFORE) ? address - BigInt(16 * BEFORE) : address;
}

/** The host's step at the cursor, and the instruction of the guest's for which it runs; empty before the first. */
function hostStep(input: PictureInput, stateAt: (step: number) => State): string {
  const { steps, cursor } = input;
  const label = steps[cursor - 1]?.label ?? '';
  let left = cursor;
  while (left > 0 && !isGuestStep(steps[left - 1] ?? { label: '' })) left--;
  if (left === 0 || left === cursor) return label;
  const asked = guestStep(momentAt(input, left, stateAt), stateAt);
  if (asked === null) return label;
  return asked.exit === null ? label : `${label}, for ${asked.text}`;
}

function momentAt(input: PictureInput, step: number, stateAt: (step: number) => State): PictureInput {
  return { ...input, cursor: step, state: stateAt(step), previous: stateAt(step - 1) };
}

/** Where the last access of the guest's went, or where its check failed; null if it has made none. */
function addressReached(input: PictureInput, stateAt: (step: number) => State): bigint | null {
  const step = lastAccess(input);
  if (step === null) return null;
  const granules =
    guestStep(momentAt(input, step, stateAt), stateAt)?.checks.flatMap((check) => check.granules) ?? [];
  return (granules.find(({ result }) => result === 'differs') ?? granules[0])?.address ?? null;
}
