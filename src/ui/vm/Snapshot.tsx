import { useRef, useState } from 'react';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';
import { download } from '../share/download.ts';
import { restoreGuest, saveGuest } from './guest-snapshot.ts';
import styles from './VmView.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
}

/** The guest's memory to a file and back, with its tags or without. */
export function Snapshot({ snapshot, actions }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const [says, setSays] = useState('');
  const server = snapshot.threads.find(({ status }) => status.kind === 'idle');

  const save = (withTags: boolean) => {
    const saved = saveGuest(snapshot, withTags);
    if ('problem' in saved) {
      setSays(saved.problem);
      return;
    }
    download(`guest-${withTags ? 'ram-and-tags' : 'ram'}.json`, 'application/json', saved.text);
    setSays(withTags ? 'Saved: RAM and tags.' : 'Saved: RAM alone.');
  };
  const open = async (file: File) => {
    const restored = restoreGuest(snapshot, await file.text());
    if ('problem' in restored) {
      setSays(restored.problem);
      return;
    }
    actions.call(...restored.call);
    if (server !== undefined) actions.run(server.index, { kind: 'blocks' });
    setSays(
      restored.tags
        ? 'Put back: RAM by the VMM’s stores, tags by KVM_ARM_MTE_COPY_TAGS; its answer stands with the calls.'
        : 'Put back: RAM alone. The tags are what they were.',
    );
  };

  return (
    <section className={styles.vm} aria-label="Snapshot to a file">
      <h3 className={styles.title}>Snapshot to a file</h3>
      <div className={styles.buttons}>
        <button
          className={controls.button}
          onClick={() => {
            save(false);
          }}
        >
          Save RAM
        </button>
        <button
          className={controls.button}
          disabled={server === undefined}
          onClick={() => {
            save(true);
          }}
        >
          Save RAM and tags
        </button>
        <button
          className={controls.button}
          disabled={server === undefined}
          onClick={() => {
            picker.current?.click();
          }}
        >
          Open…
        </button>
      </div>
      <input
        ref={picker}
        hidden
        type="file"
        accept=".json,application/json"
        aria-label="Snapshot of a guest"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined)
            open(file).catch(() => {
              setSays('The file could not be read.');
            });
        }}
      />
      {server === undefined && (
        <p className={styles.nothing}>The VMM is in a call: let it come back before the next one.</p>
      )}
      <p className={styles.nothing} role="status">
        {says}
      </p>
    </section>
  );
}
