import { ArrowRightToLine, CircleDot } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { CodeLine } from '../../picture/board.ts';
import controls from '../controls.module.css';
import { Act } from './Act.tsx';
import { readAddress } from './address-text.ts';
import styles from './Board.module.css';
import { PlaceField } from './PlaceField.tsx';

interface Props {
  readonly lines: readonly CodeLine[];
  readonly pc: bigint;
  /** Where the listing was asked to begin; null: it follows the PC. */
  readonly from: bigint | null;
  readonly breakpoints: ReadonlySet<bigint>;
  readonly canRun: boolean;
  readonly onBreakpoint: (address: bigint) => void;
  readonly onRunTo: (address: bigint) => void;
  readonly onFrom: (address: bigint | null) => void;
}

/** The code where the processor stands: one line is chosen, by arrow keys or the mouse, for a breakpoint or to run to. */
export function Listing({ lines, pc, from, breakpoints, canRun, onBreakpoint, onRunTo, onFrom }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<bigint | null>(null);
  const at = lines.find(({ address }) => address === picked) ?? lines.find(({ address }) => address === pc);
  const chosen = at ?? lines[0];
  useEffect(() => {
    scrollTo(list.current, '[aria-current]');
  }, [pc, from, lines]);

  const move = (by: number) => {
    const index = Math.max(0, lines.findIndex(({ address }) => address === chosen?.address) + by);
    const next = lines[Math.min(index, lines.length - 1)];
    if (next === undefined) return;
    setPicked(next.address);
    document.getElementById(`${id}-${next.address.toString(16)}`)?.scrollIntoView({ block: 'nearest' });
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => {
      move(1);
    },
    ArrowUp: () => {
      move(-1);
    },
    PageDown: () => {
      move(16);
    },
    PageUp: () => {
      move(-16);
    },
    Enter: () => {
      if (chosen !== undefined) onBreakpoint(chosen.address);
    },
  };
  return (
    <section className={styles.code} aria-label="Code">
      <h3 className={controls.heading}>Code</h3>
      <PlaceField
        label="From"
        text={from === null ? '' : `0x${from.toString(16)}`}
        placeholder="follows the PC"
        read={(text) => (text.trim() === '' ? pc : readAddress(text))}
        expects="An address in hexadecimal, such as 0x40080000; nothing: the PC."
        onPlace={(address) => {
          onFrom(address === pc ? null : address);
        }}
      />
      <div
        ref={list}
        className={styles.listing}
        role="listbox"
        aria-label="Listing"
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.address.toString(16)}`}
        tabIndex={0}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (act === undefined) return;
          event.preventDefault();
          act();
        }}
      >
        {lines.map(({ address, word, text }) => (
          <div
            key={address}
            id={`${id}-${address.toString(16)}`}
            role="option"
            aria-selected={address === chosen?.address}
            aria-current={address === pc ? 'step' : undefined}
            className={styles.line}
            onClick={() => {
              setPicked(address);
            }}
            onDoubleClick={() => {
              onBreakpoint(address);
            }}
          >
            <span className={styles.mark}>
              {breakpoints.has(address) && (
                <>
                  <span className={styles.breakpoint} aria-hidden>
                    ●
                  </span>
                  <span className={controls.heard}>breakpoint </span>
                </>
              )}
              {address === pc && <span aria-hidden>▸</span>}
            </span>
            <span className={styles.address}>{address.toString(16)}</span>
            <span className={styles.word}>{word === null ? '' : word.toString(16).padStart(8, '0')}</span>
            <span>{word === null ? 'cannot be fetched' : text}</span>
          </div>
        ))}
      </div>
      <div className={styles.buttons}>
        <Act
          can={chosen !== undefined && canRun}
          onAct={() => {
            if (chosen !== undefined) onRunTo(chosen.address);
          }}
        >
          <ArrowRightToLine size="1em" aria-hidden /> Run to here
        </Act>
        <Act
          can={chosen !== undefined}
          pressed={chosen !== undefined && breakpoints.has(chosen.address)}
          title="Enter in the listing, or a double click"
          onAct={() => {
            if (chosen !== undefined) onBreakpoint(chosen.address);
          }}
        >
          <CircleDot size="1em" aria-hidden /> Breakpoint
        </Act>
        <span className={styles.note}>at {chosen?.address.toString(16)}</span>
      </div>
    </section>
  );
}

/** Brings a line into the upper third of its list, unless it is in sight. */
function scrollTo(list: HTMLElement | null, selector: string): void {
  const line = list?.querySelector(selector);
  if (list === null || !(line instanceof HTMLElement)) return;
  const { scrollTop, clientHeight } = list;
  const isSeen =
    line.offsetTop >= scrollTop && line.offsetTop + line.offsetHeight <= scrollTop + clientHeight;
  if (!isSeen) list.scrollTop = line.offsetTop - clientHeight / 3;
}
