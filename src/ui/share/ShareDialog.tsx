import { Check, Copy, Download, FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { encodeLink, fileText } from '../../run/link.ts';
import type { SharedRun } from '../../core/formats/shared-run.ts';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import { Dialog } from '../Dialog.tsx';
import controls from '../controls.module.css';
import { download } from './download.ts';
import { PromelaRow } from './PromelaRow.tsx';
import styles from './ShareDialog.module.css';

interface Props {
  /** The run as it stood when the dialog was opened. */
  readonly shared: SharedRun;
  readonly scenario: Scenario;
  readonly onFile: (file: File) => void;
  readonly onClose: () => void;
}

/** A link to this moment, copied as soon as it is made; the same as a file; and the scenario as a model for Spin. */
export function ShareDialog({ shared, scenario, onFile, onClose }: Props) {
  const [link, setLink] = useState('');
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);

  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied('yes');
      },
      () => {
        setCopied('no');
      },
    );

  useEffect(() => {
    let wanted = true;
    void encodeLink(shared).then((hash) => {
      if (!wanted) return undefined;
      const text = location.href.replace(/#.*$/s, '') + hash;
      setLink(text);
      return copy(text);
    });
    return () => {
      wanted = false;
    };
  }, [shared]);

  return (
    <Dialog title="Share this moment" className={styles.dialog} onClose={onClose}>
      <p className={styles.about}>{whatItHolds(shared)}</p>
      <label className={styles.field}>
        <span className={controls.heading}>Link</span>
        <textarea
          className={styles.link}
          readOnly
          rows={4}
          value={link}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
        />
      </label>
      <div className={styles.row}>
        <button
          className={controls.button}
          disabled={link === ''}
          onClick={() => {
            void copy(link);
          }}
        >
          {copied === 'yes' ? <Check size="1em" aria-hidden /> : <Copy size="1em" aria-hidden />}
          Copy link
        </button>
        <p className={styles.said} role="status">
          {copied === 'yes' && `Copied: ${link.length.toLocaleString('en')} characters.`}
          {copied === 'no' && 'The browser does not allow copying here: select the link and copy it.'}
        </p>
      </div>
      <div className={styles.row}>
        <button
          className={controls.button}
          onClick={() => {
            const { scenario: id, release, step } = shared;
            const name = `tagscope-${id}-${release}-step-${step}.json`;
            download(name, 'application/json', fileText(shared));
          }}
        >
          <Download size="1em" aria-hidden />
          Save as a file
        </button>
        <label className={`${controls.button} ${styles.open}`}>
          <FolderOpen size="1em" aria-hidden />
          Open a file
          <input
            className={controls.heard}
            type="file"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file !== undefined) onFile(file);
            }}
          />
        </label>
        <p className={styles.said}>A run that was saved, a scenario file, or a bare-metal image.</p>
      </div>
      <PromelaRow scenario={scenario} release={shared.release} edits={shared.edits} />
    </Dialog>
  );
}

function whatItHolds({ choices, file, edits, step, digest }: SharedRun): string {
  const calls = choices.filter((choice) => choice.kind === 'call').length;
  const parts = [
    file === undefined ? 'the scenario, the release' : 'the scenario with its file, the release',
    count(choices.length - calls, 'step'),
    ...(calls === 0 ? [] : [count(calls, 'system call')]),
    ...(edits.size === 0
      ? []
      : [`${count(edits.size, 'edited file')} (${[...edits.keys()].map(fileName).join(', ')})`]),
    'the theme and the panels in view',
  ];
  return `Holds ${parts.join(', ')}; nothing is sent anywhere. Whoever opens it stands at step ${step}, with the same state (digest ${digest}), or is told why not.`;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
