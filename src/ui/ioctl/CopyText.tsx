import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import controls from '../controls.module.css';
import styles from './IoctlPanel.module.css';

interface Props {
  readonly label: string;
  readonly text: string;
}

/** Text to take along, folded away. */
export function CopyText({ label, text }: Props) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(text);
      },
      () => {
        // Forbidden by the browser: the text stands there to be selected.
        setCopied(null);
      },
    );
  };
  return (
    <details className={styles.fold}>
      <summary>{label}</summary>
      <pre className={styles.dump} tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <button className={controls.button} type="button" onClick={copy}>
        {copied === text ? <Check size="1em" aria-hidden /> : <Copy size="1em" aria-hidden />}
        {copied === text ? 'Copied' : 'Copy'}
      </button>
    </details>
  );
}
