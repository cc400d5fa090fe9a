import { ChevronLeft, ExternalLink, Pencil } from 'lucide-react';
import type { Program, Span } from '../../core/lang/program.ts';
import type { FrameView } from '../../run/run.ts';
import styles from './Frames.module.css';
import { linkTo, whatItStandsFor } from '../../picture/stands-for.ts';

interface Props {
  readonly frames: readonly FrameView[];
  /** Index, or null while another place is shown. */
  readonly chosen: number | null;
  readonly program: Program;
  /** The function shown, which has no frame once the thread has ended. */
  readonly functionName: string;
  readonly onChoose: (frame: number) => void;
  /** Asks to edit the function shown, which begins there. */
  readonly onEdit: (nameSpan: Span) => void;
}

/** The running function and its callers, innermost first, and the file of the one shown. */
export function Frames({ frames, chosen, program, functionName, onChoose, onEdit }: Props) {
  const shown = program.functions.get(functionName);
  const path = shown === undefined ? '' : (program.sources[shown.span.file]?.path ?? '');
  const href = shown?.standsFor ? linkTo(shown.standsFor) : null;
  return (
    <div className={styles.row}>
      <ol className={styles.frames}>
        {frames.length === 0 && <li className={styles.ended}>{functionName}</li>}
        {frames.map((frame, index) => (
          <li key={`${index} ${frame.function}`}>
            {index > 0 && <ChevronLeft size="0.9em" aria-label="called by" />}
            <button
              className={styles.frame}
              aria-current={index === chosen ? 'true' : undefined}
              onClick={() => {
                onChoose(index);
              }}
            >
              {frame.function}
            </button>
          </li>
        ))}
      </ol>
      {href !== null && shown?.standsFor ? (
        <a
          className={styles.path}
          href={href}
          target="_blank"
          rel="noreferrer"
          title={`${path}. Stands for ${whatItStandsFor(shown.standsFor)}`}
        >
          {path.slice(path.lastIndexOf('/') + 1)}
          <ExternalLink size="0.9em" aria-label="Opens the real function" />
        </a>
      ) : (
        <span className={styles.path} title={path}>
          {path.slice(path.lastIndexOf('/') + 1)}
        </span>
      )}
      {shown !== undefined && (
        <button
          className={styles.edit}
          aria-label={`Edit ${path.slice(path.lastIndexOf('/') + 1)}`}
          title="Edit (D)"
          onClick={() => {
            onEdit(shown.nameSpan);
          }}
        >
          <Pencil size="1em" aria-hidden />
        </button>
      )}
    </div>
  );
}
