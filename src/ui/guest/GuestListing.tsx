import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ListingLine } from '../../picture/guest-listing.ts';
import styles from './GuestListing.module.css';
import { ListingRow } from './ListingRow.tsx';

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
    const here =
      list.current?.querySelector('[aria-current]') ??
      list.current?.querySelector(`[data-address="0x${lastBefore(lines, pc)?.toString(16) ?? ''}"]`);
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
      onFocus={({ target }) => {
        setFocused(addressAround(target));
      }}
      onClick={({ target }) => {
        const column = target instanceof Element ? target.closest('button')?.dataset.column : undefined;
        const address = column === undefined ? null : addressAround(target);
        if (address === null) return;
        if (column === 'go') onGoTo(address);
        else onBreakpoint(address);
      }}
    >
      {lines.map((one) => (
        <ListingRow
          key={`${one.path} ${one.line}`}
          of={one}
          isCurrent={one.address === pc}
          isStop={one.address === stop}
          hasBreakpoint={one.address !== null && breakpoints.has(one.address)}
          isNoted={one.address !== null && one.address === notedAt}
          canGoOn={canGoOn}
        />
      ))}
    </div>
  );
}

/** The last instruction before an address that has none, as behind the HVC that powers off. */
function lastBefore(lines: readonly ListingLine[], pc: bigint): bigint | null {
  const before = lines.flatMap(({ address, word }) =>
    address !== null && word !== null && address < pc ? [address] : [],
  );
  return before.reduce<bigint | null>((last, one) => (last === null || one > last ? one : last), null);
}

/** The address of the line that something stands in. */
function addressAround(target: EventTarget): bigint | null {
  const line = target instanceof Element ? target.closest('[data-address]') : null;
  return line instanceof HTMLElement ? BigInt(line.dataset.address ?? '0') : null;
}

/** Which line Tab comes to: the first of these addresses that has an instruction, else the first instruction that there is. */
function tabStop(lines: readonly ListingLine[], wanted: readonly (bigint | null)[]): bigint | null {
  const addresses = lines.flatMap(({ address, word }) => (word === null ? [] : [address]));
  return wanted.find((one) => one !== null && addresses.includes(one)) ?? addresses[0] ?? null;
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
