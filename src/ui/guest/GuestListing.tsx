import { ChevronsRight, Flag } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ListingLine } from '../../picture/guest-listing.ts';
import controls from '../controls.module.css';
import styles from './GuestListing.module.css';

interface Props {
  readonly lines: readonly ListingLine[];
  readonly pc: bigint;
  readonly breakpoints: ReadonlySet<bigint>;
  /** Where a check failed whose report is yet to come, or has just come. */
  readonly notedAt: bigint | null;
  readonly canGoOn: boolean;
  readonly onBreakpoint: (address: bigint) => void;
  readonly onGoTo: (address: bigint) => void;
}

/**
 * The program with addresses and encodings. A line's address is a button for a breakpoint; a second one, on the line that is pointed at or
 * has the focus, goes on to there. Arrows move among them.
 */
export function GuestListing({ lines, pc, breakpoints, notedAt, canGoOn, onBreakpoint, onGoTo }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<bigint | null>(null);
  const stop = tabStop(lines, [focused, pc]);
  useEffect(() => {
    const here = list.current?.querySelector('[aria-current]');
    if (!(here instanceof HTMLElement) || list.current === null) return;
    const { scrollTop, clientHeight } = list.current;
    const isSeen =
      here.offsetTop >= scrollTop && here.offsetTop + here.offsetHeight <= scrollTop + clientHeight;
    if (!isSeen) list.current.scrollTop = here.offsetTop - clientHeight / 3;
  }, [pc, lines]);

  return (
    <div
      ref={list}
      className={styles.listing}
      role="list"
      aria-label="Listing"
      tabIndex={-1}
      onKeyDown={moveFocus}
    >
      {lines.map(({ path, line, text, address, word }) =>
        address === null || word === null ? (
          <div key={`${path} ${line}`} role="listitem" className={styles.line} data-instruction={false}>
            <span className={styles.text}>{text === '' ? ' ' : <Source text={text} />}</span>
          </div>
        ) : (
          <div
            key={`${path} ${line}`}
            role="listitem"
            className={styles.line}
            data-instruction
            aria-current={address === pc ? 'step' : undefined}
            onFocus={() => {
              setFocused(address);
            }}
          >
            <button
              className={styles.address}
              tabIndex={address === stop ? 0 : -1}
              data-column="breakpoint"
              aria-pressed={breakpoints.has(address)}
              aria-label={`Breakpoint at ${address.toString(16)}`}
              title="Stop before this instruction"
              onClick={() => {
                onBreakpoint(address);
              }}
            >
              <span aria-hidden>{breakpoints.has(address) ? '●' : ''}</span>
              {address.toString(16)}
            </button>
            <span className={styles.word}>{word.toString(16).padStart(8, '0')}</span>
            <span className={styles.text}>
              {address === notedAt && (
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
              aria-label={`Go on to ${address.toString(16)}`}
              title="Run to here"
              onClick={() => {
                onGoTo(address);
              }}
            >
              <ChevronsRight size="1em" aria-hidden /> to here
            </button>
          </div>
        ),
      )}
    </div>
  );
}

/** Which line Tab comes to: the first of these addresses that has an instruction, else the first instruction that there is. */
function tabStop(lines: readonly ListingLine[], wanted: readonly (bigint | null)[]): bigint | null {
  const addresses = lines.flatMap(({ address, word }) => (word === null ? [] : [address]));
  return wanted.find((one) => one !== null && addresses.includes(one)) ?? addresses[0] ?? null;
}

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

/** Up and down among lines with instructions, right and left between a line's two buttons. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const { target, key, currentTarget } = event;
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey) return;
  const column = target.dataset.column;
  if (column === undefined || !/^(?:Arrow|Home$|End$)/.test(key)) return;
  // Arrows mean a step of the run elsewhere.
  event.preventDefault();
  const other = { ArrowRight: 'go', ArrowLeft: 'breakpoint' }[key];
  if (other !== undefined) {
    const button = target.parentElement?.querySelector(`[data-column=${other}]`);
    if (button instanceof HTMLElement) button.focus();
    return;
  }
  const buttons = [...currentTarget.querySelectorAll<HTMLElement>('[data-column=breakpoint]')];
  const at = buttons.findIndex((button) => button.parentElement === target.parentElement);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: buttons.length - 1 }[key] ?? at;
  buttons[Math.min(Math.max(0, to), buttons.length - 1)]?.focus();
}
