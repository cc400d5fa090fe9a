import { Flag } from 'lucide-react';
import { memo } from 'react';
import type { ListingLine } from '../../picture/guest-listing.ts';
import controls from '../controls.module.css';
import styles from './GuestListing.module.css';

interface Props {
  readonly of: ListingLine;
  readonly isCurrent: boolean;
  /** Whether Tab comes to it. */
  readonly isStop: boolean;
  readonly hasBreakpoint: boolean;
  readonly isNoted: boolean;
  readonly canGoOn: boolean;
}

/**
 * A line of the listing. There may be thousands, of which a step changes two; so what its buttons do is the listing's, which finds the
 * address in `data-address`.
 */
export const ListingRow = memo(function ListingRow({
  of: { text, address, word },
  isCurrent,
  isStop,
  hasBreakpoint,
  isNoted,
  canGoOn,
}: Props) {
  if (address === null || word === null)
    return (
      <div role="listitem" className={styles.line} data-instruction={false}>
        <span className={styles.text}>{text === '' ? ' ' : <Source text={text} />}</span>
      </div>
    );
  const shown = address.toString(16);
  return (
    <div
      role="listitem"
      className={styles.line}
      data-instruction
      data-address={`0x${shown}`}
      aria-current={isCurrent ? 'step' : undefined}
    >
      <button
        className={styles.address}
        tabIndex={isStop ? 0 : -1}
        data-column="breakpoint"
        aria-pressed={hasBreakpoint}
        aria-label={`Breakpoint at ${shown}`}
        title="Stop before this instruction"
      >
        <span aria-hidden>{hasBreakpoint ? '●' : ''}</span>
        {shown}
      </button>
      <span className={styles.word}>{word.toString(16).padStart(8, '0')}</span>
      <span className={styles.text}>
        {isNoted && (
          <span className={styles.noted} title="A check failed here, and was only noted">
            <Flag size="0.9em" aria-hidden />
            <span className={controls.heard}>a check failed here and was noted: </span>
          </span>
        )}
        <Source text={text} />
      </span>
      <button
        className={styles.goTo}
        tabIndex={-1}
        data-column="go"
        disabled={!canGoOn}
        aria-label={`Go on to ${shown}`}
        title="Run to here"
      >
        » to here
      </button>
    </div>
  );
});

/** A line with its comment apart. */
function Source({ text }: { readonly text: string }) {
  const at = text.search(/\/\/|\/\*/);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <span className={styles.comment}>{text.slice(at)}</span>
    </>
  );
}
