import { Check, Copy, Download, FolderOpen, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { encodeLink } from '../../run/link.ts';
import { readShared, writeShared, type Reading, type SharedRun } from '../../run/shared-run.ts';
import controls from '../controls.module.css';
import styles from './ShareDialog.module.css';

interface Props {
  /** The run as it stood when the dialog was opened. */
  readonly shared: SharedRun;
  readonly onOpen: (reading: Reading) => void;
  readonly onClose: () => void;
}

/** A link to this moment, copied as soon as it is made, and the same as a file. */
export function ShareDialog({ shared, onOpen, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
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
    if (dialog.current?.open === false) dialog.current.showModal();
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

  const readFile = (file: File) => {
    void file.text().then(
      (text) => {
        onOpen(readShared(text, `The file ${file.name}`));
      },
      () => {
        onOpen({ shared: {}, problem: `The file ${file.name} could not be read.` });
      },
    );
  };

  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="share-title" onClose={onClose}>
      <div className={styles.top}>
        <h2 id="share-title">Share this moment</h2>
        <button className={`${controls.quiet} ${controls.square}`} aria-label="Close" onClick={onClose}>
          <X size="1.2em" aria-hidden />
        </button>
      </div>
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
            download(shared);
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
            accept=".json,application/json"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file !== undefined) readFile(file);
            }}
          />
        </label>
      </div>
    </dialog>
  );
}

function whatItHolds({ choices, edits, step, digest }: SharedRun): string {
  const calls = choices.filter((choice) => choice.kind === 'call').length;
  const parts = [
    'the scenario, the release',
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

function download(shared: SharedRun): void {
  const url = URL.createObjectURL(new Blob([writeShared(shared, 2)], { type: 'application/json' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `tagscope-${shared.scenario}-${shared.release}-step-${shared.step}.json`;
  anchor.click();
  // The browser has the data by then.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
