import { Pencil, Play, SkipForward } from 'lucide-react';
import { useMemo, useState } from 'react';
import { guestCode, guestTexts, listingOf } from '../../picture/guest-code.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import { GuestListing } from './GuestListing.tsx';
import { GuestMemory } from './GuestMemory.tsx';
import { GuestRegisters } from './GuestRegisters.tsx';
import styles from './GuestPanel.module.css';
import { TagCheckStrip } from './TagCheckStrip.tsx';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  /** All texts of the release by path, as they are without edits. */
  readonly texts: ReadonlyMap<string, string>;
  readonly onEdit: (path: string) => void;
}

/** The code that a guest runs: where it stands, what the last instruction did, its registers. */
export default function GuestPanel({ snapshot, actions, texts, onEdit }: Props) {
  const { program, threads } = snapshot;
  const [breakpoints, setBreakpoints] = useState<ReadonlySet<bigint>>(new Set());
  const guest = useMemo(() => guestCode(snapshot), [snapshot]);
  const base = program.constants.get('IPA_BASE') ?? 0n;
  const own = guestTexts(texts, snapshot.edits);
  const lines = listingOf(program, own, base);
  const vcpu = threads[0];
  if (guest === null || vcpu === undefined) return null;
  const canRun = vcpu.status.kind === 'ready';
  const main = own.find(({ path }) => path.endsWith('/main.s')) ?? own[0];
  return (
    <section className={styles.guest} aria-label="Guest code">
      <div className={styles.top}>
        <h2 className={controls.heading}>Guest code</h2>
        <button
          className={controls.button}
          disabled={!canRun}
          title="One instruction of the guest, with all that the host does for it"
          onClick={() => {
            actions.run(vcpu.index, { kind: 'instruction', before: null });
          }}
        >
          <SkipForward size="1em" aria-hidden /> Instruction
        </button>
        <button
          className={controls.button}
          disabled={!canRun}
          title={breakpoints.size === 0 ? 'To the end' : 'To the next breakpoint, or the end'}
          onClick={() => {
            actions.run(vcpu.index, { kind: 'instruction', before: [...breakpoints] });
          }}
        >
          <Play size="1em" aria-hidden /> Run
        </button>
        {main !== undefined && (
          <button
            className={controls.button}
            onClick={() => {
              onEdit(main.path);
            }}
          >
            <Pencil size="1em" aria-hidden /> Edit
          </button>
        )}
      </div>
      <TagCheckStrip guest={guest} />
      <GuestListing
        lines={lines}
        pc={guest.pc}
        breakpoints={breakpoints}
        onBreakpoint={(address) => {
          const next = new Set(breakpoints);
          if (!next.delete(address)) next.add(address);
          setBreakpoints(next);
        }}
      />
      <GuestMemory lines={guest.memory} base={program.constants.get('PFN_BASE') ?? 0n} />
      <GuestRegisters guest={guest} />
    </section>
  );
}
