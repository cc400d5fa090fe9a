import { useEffect, useRef } from 'react';
import type { ListingLine } from '../../picture/guest-code.ts';
import styles from './GuestPanel.module.css';

interface Props {
  readonly lines: readonly ListingLine[];
  readonly pc: bigint;
  readonly breakpoints: ReadonlySet<bigint>;
  readonly onBreakpoint: (address: bigint) => void;
}

/** The program with addresses and encodings; a line's address is a button for a breakpoint. */
export function GuestListing({ lines, pc, breakpoints, onBreakpoint }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const here = list.current?.querySelector('[aria-current]');
    if (!(here instanceof HTMLElement) || list.current === null) return;
    list.current.scrollTop = here.offsetTop - list.current.clientHeight / 3;
  }, [pc, lines]);
  return (
    <div ref={list} className={styles.listing} role="list" aria-label="Listing" tabIndex={0}>
      {lines.map(({ path, line, text, address, word }) => (
        <div
          key={`${path} ${line}`}
          role="listitem"
          className={styles.line}
          data-instruction={address !== null && word !== null}
          aria-current={address !== null && word !== null && address === pc ? 'step' : undefined}
        >
          {address !== null && word !== null ? (
            <button
              className={styles.address}
              aria-pressed={breakpoints.has(address)}
              aria-label={`Breakpoint at ${address.toString(16)}`}
              title="Stop before this instruction"
              onClick={() => {
                onBreakpoint(address);
              }}
            >
              {breakpoints.has(address) ? '●' : ''}
              {address.toString(16)}
            </button>
          ) : (
            <span />
          )}
          <span className={styles.word}>{word === null ? '' : word.toString(16).padStart(8, '0')}</span>
          <span className={styles.text}>{text === '' ? ' ' : text}</span>
        </div>
      ))}
    </div>
  );
}
