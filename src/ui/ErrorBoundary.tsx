import type { ReactNode } from 'react';
import { Component } from 'react';
import styles from './Sentence.module.css';

interface Props {
  /** What the part of the page is, for the sentence: `The memory panel`. */
  readonly part: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
}

/** A part that fails says so in its place, and the rest of the page goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles.sentence} role="alert">
        <p>
          <b>{this.props.part} stopped working.</b>{' '}
          {error instanceof Error ? error.message : 'Something was thrown that is no error.'}
        </p>
        <button
          className={styles.again}
          onClick={() => {
            this.setState({ error: null });
          }}
        >
          Try again
        </button>
      </div>
    );
  }
}
