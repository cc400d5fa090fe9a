import { useEffect, useRef, useState } from 'react';
import type { Diagnostic } from '../../run/editing.ts';
import type { CodeEditor } from './code-editor.ts';
import styles from './EditPanel.module.css';

interface Props {
  readonly path: string;
  readonly text: string;
  /** Of this file. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where the cursor is put; another object puts it there again. */
  readonly goTo: { readonly offset: number };
  readonly onChange: (text: string) => void;
}

/** The editor itself, which is loaded when it is first needed. */
export function CodeArea({ path, text, diagnostics, goTo, onChange }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const [failed, setFailed] = useState(false);
  /** What the editor shows; only another text is put into it. */
  const shown = useRef({ path: '', text: '' });
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);

  useEffect(() => {
    let made: CodeEditor | null = null;
    let wanted = true;
    import('./code-editor.ts').then(
      ({ createCodeEditor }) => {
        if (!wanted || host.current === null) return;
        made = createCodeEditor(host.current, (now) => {
          shown.current = { ...shown.current, text: now };
          changed.current(now);
        });
        setEditor(made);
      },
      () => {
        setFailed(true);
      },
    );
    return () => {
      wanted = false;
      made?.destroy();
      shown.current = { path: '', text: '' };
    };
  }, []);

  useEffect(() => {
    if (editor === null || (shown.current.path === path && shown.current.text === text)) return;
    const samePlace = shown.current.path === path;
    shown.current = { path, text };
    if (samePlace) editor.replace(text);
    else editor.show(text, path);
  }, [editor, path, text]);

  useEffect(() => {
    editor?.goTo(goTo.offset);
  }, [editor, goTo]);

  useEffect(() => {
    editor?.mark(diagnostics);
  }, [editor, diagnostics, path]);

  return (
    <div className={styles.code}>
      {failed && (
        <p className={styles.failed}>The editor could not be loaded. Is the page still being served?</p>
      )}
      {editor === null && !failed && <p className={styles.failed}>Loading the editor …</p>}
      <div ref={host} className={styles.host} />
    </div>
  );
}
