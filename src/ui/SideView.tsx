import { Suspense, type ReactNode } from 'react';
import styles from './App.module.css';
import type { Tab } from './Dock.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';

interface Props {
  readonly panel: Tab;
  readonly name: string;
  readonly open: boolean;
  /** The tab in view on a narrow screen. */
  readonly tab: Tab;
  /** Loaded, and made, once it is to be seen. */
  readonly children: ReactNode;
}

/** A view at the side that opens and closes; on a narrow screen it is a tab. */
export function SideView({ panel, name, open, tab, children }: Props) {
  return (
    <section className={styles.panel} data-panel={panel} data-open={open} aria-label={name}>
      {(open || tab === panel) && (
        <ErrorBoundary part={name}>
          <Suspense>{children}</Suspense>
        </ErrorBoundary>
      )}
    </section>
  );
}
