import { useMemo } from 'react';
import { useSeenOnOpening } from '../useSeenOnOpening.ts';
import { hex } from '../../picture/entry.ts';
import type { VcpuMark } from '../../picture/vcpu.ts';
import { flagsSideBySide, vmsOf, type VmMark } from '../../picture/vm.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import { Rows } from './Rows.tsx';
import { guestsSideBySide } from '../../picture/two-guests.ts';
import { BothSides } from './BothSides.tsx';
import { guestMemory } from './guest-snapshot.ts';
import { Snapshot } from './Snapshot.tsx';
import { TwoGuests } from './TwoGuests.tsx';
import styles from './VmView.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  /** The page frame drawn large in memory. */
  readonly frame: number;
  readonly actions: RunActions;
}

/** What KVM keeps of each VM at the cursor, every field by its name. */
export default function VmView({ snapshot, frame, actions }: Props) {
  const top = useSeenOnOpening();
  const vms = useMemo(() => vmsOf(snapshot), [snapshot]);
  const sides = useMemo(() => flagsSideBySide(snapshot, frame), [snapshot, frame]);
  const guests = useMemo(() => guestsSideBySide(snapshot), [snapshot]);
  const threadName = (thread: number) => snapshot.threads[thread]?.name ?? 'a call';
  if (vms.length === 0)
    return (
      <>
        <h2 ref={top} className={controls.heading}>
          VM
        </h2>
        <p className={styles.nothing}>
          {snapshot.scenario.picture.mappings.some(({ kind }) => kind === 'stage2')
            ? 'The VM is not made yet.'
            : 'This scenario has no VM.'}
        </p>
      </>
    );
  return (
    <>
      <span ref={top} />
      {guests.length > 0 && <TwoGuests pages={guests} />}
      {vms.map((vm) => (
        <Vm key={vm.index} vm={vm} threadName={threadName} />
      ))}
      {guestMemory(snapshot) !== null && <Snapshot snapshot={snapshot} actions={actions} />}
      <h3 className={styles.title}>Page frame {hex(sides.pfn)} from both sides</h3>
      <BothSides sides={sides} />
    </>
  );
}

interface VmProps {
  readonly vm: VmMark;
  readonly threadName: (thread: number) => string;
}

function Vm({ vm, threadName }: VmProps) {
  return (
    <section className={styles.vm} aria-label={`VM ${vm.index}`}>
      <h2 className={controls.heading}>
        VM {vm.index} {vm.fd !== null && <span className={styles.fd}>fd {vm.fd.toString()}</span>}
      </h2>
      <Rows rows={vm.facts} threadName={threadName} />
      <h3 className={styles.title}>Memory slots</h3>
      {vm.slots.length === 0 && <p className={styles.nothing}>The guest has no memory yet.</p>}
      {vm.slots.map(({ number, fields }) => (
        <div key={number} className={styles.slot}>
          <h4 className={styles.side}>Slot {number}</h4>
          <Rows rows={fields} threadName={threadName} label={`Slot ${number}`} />
        </div>
      ))}
      <h3 className={styles.title}>Stage 2</h3>
      {vm.stage2.length === 0 && <p className={styles.nothing}>No guest page is mapped.</p>}
      <Rows rows={vm.stage2} threadName={threadName} label="Stage-2 entries" />
      {vm.vcpu !== null && <Vcpu vcpu={vm.vcpu} threadName={threadName} />}
    </section>
  );
}

interface VcpuProps {
  readonly vcpu: VcpuMark;
  readonly threadName: (thread: number) => string;
}

/** The guest's registers where KVM keeps them, beside those of the CPU and the host's own. */
function Vcpu({ vcpu, threadName }: VcpuProps) {
  return (
    <>
      <h3 className={styles.title}>vCPU</h3>
      <Rows rows={vcpu.facts} threadName={threadName} label="vCPU" />
      <h4 className={styles.side}>Guest’s registers, as KVM keeps them</h4>
      <Rows rows={vcpu.saved} threadName={threadName} label="Guest’s registers" />
      {vcpu.cpus.map(({ name, runs, now, host }) => (
        <div key={name} className={styles.cpu}>
          <h4 className={styles.side}>
            {name} now <span className={styles.fd}>{runs}</span>
          </h4>
          <Rows rows={now} threadName={threadName} label={`${name} now`} />
          <h4 className={styles.side}>Host’s registers, put aside by {name}</h4>
          <Rows rows={host} threadName={threadName} label={`Host’s registers, ${name}`} />
        </div>
      ))}
    </>
  );
}
