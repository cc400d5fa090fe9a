import type { Part } from '../../run/why-there.ts';
import { CodeInText } from '../threads/Reason.tsx';
import styles from './WhyThere.module.css';

interface Props {
  readonly id: string;
  /** Whose step it is about, where that is not the step at the playhead. */
  readonly title: string | null;
  /** Null before the first step. */
  readonly parts: readonly Part[] | null;
  /** `byKey`: the step was pressed on the keyboard. */
  readonly onSeek: (step: number, byKey: boolean) => void;
}

/** How much earlier a step could have come, and why no earlier than that; the steps it names are one press away. */
export function WhyThere({ id, title, parts, onSeek }: Props) {
  return (
    <p className={styles.why} id={id}>
      {title !== null && <b>{title} </b>}
      {parts === null && 'An arrow leads from a step to one of another thread that had to come after it.'}
      {parts?.map((part, index) =>
        typeof part === 'string' ? (
          <CodeInText key={index} text={part} />
        ) : (
          <button
            key={index}
            className={styles.seek}
            onClick={({ detail }) => {
              onSeek(part.step, detail === 0);
            }}
          >
            step {part.step}
          </button>
        ),
      )}
    </p>
  );
}
