import type { ReactNode } from 'react';
import controls from '../controls.module.css';

interface Props {
  readonly can: boolean;
  readonly title?: string;
  readonly pressed?: boolean;
  readonly onAct: () => void;
  readonly children: ReactNode;
}

/** A button that keeps the focus while it cannot act: what it does may be what takes that away. */
export function Act({ can, title, pressed, onAct, children }: Props) {
  return (
    <button
      type="button"
      className={controls.button}
      aria-disabled={!can}
      aria-pressed={pressed}
      title={title}
      onClick={() => {
        if (can) onAct();
      }}
    >
      {children}
    </button>
  );
}
