import { X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useLayoutEffect, useRef } from 'react';
import controls from './controls.module.css';
import styles from './dialog.module.css';

interface Props {
  readonly title: string;
  readonly className: string | undefined;
  /** One that is not open stays in the page, for what it remembers. */
  readonly open?: boolean;
  /** Called by Escape and by the button in the corner. */
  readonly onClose: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLDialogElement>) => void;
  readonly children: ReactNode;
}

/** A modal dialog under its title. When it goes, the focus returns to where it came from. */
export function Dialog({ title, className, open = true, onClose, onKeyDown, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // In the layout phase: what is in the dialog can scroll and take the focus only when it is open, and one that is taken
  // out of the page while it is open gives no focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!open || shown === null) return;
    shown.showModal();
    return () => {
      shown.close();
    };
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={id}
      onCancel={(event) => {
        // A file chooser inside is cancelled as well.
        if (event.target !== event.currentTarget) return;
        // The browser would close it now and tell of it a task later; what is pressed until then would meet a dialog that is both.
        event.preventDefault();
        onClose();
      }}
      onClose={({ currentTarget }) => {
        // Closed by the browser alone; of what was closed here it tells too late, it may be open again.
        if (open && !currentTarget.open) onClose();
      }}
      onKeyDown={onKeyDown}
    >
      <div className={styles.top}>
        <h2 id={id}>{title}</h2>
        <button className={`${controls.quiet} ${controls.square}`} aria-label="Close" onClick={onClose}>
          <X size="1.2em" aria-hidden />
        </button>
      </div>
      {children}
    </dialog>
  );
}
