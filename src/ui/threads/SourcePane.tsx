import type { CSSProperties, KeyboardEvent } from 'react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Program, Span } from '../../core/lang/program.ts';
import type { Line } from '../../picture/listing.ts';
import { listing } from '../../picture/listing.ts';
import styles from './SourcePane.module.css';

interface Props {
  readonly program: Program;
  readonly functionName: string;
  /** Where the thread stands in that function, if it does. */
  readonly statement: Span | undefined;
  readonly operation: Span | undefined;
  readonly lit: 'running' | 'caller';
  readonly threadName: string;
  readonly onLine: (file: number, line: number) => void;
}

/** The running function, its running line lit and the operation about to run underlined. */
export function SourcePane({ program, functionName, statement, operation, lit, threadName, onLine }: Props) {
  const shown = program.functions.get(functionName);
  const file = shown?.span.file ?? statement?.file ?? 0;
  const text = program.sources[file]?.text ?? '';
  const lines = useMemo(
    () => listing(text, shown?.span ?? { from: 0, to: text.length }, statement, operation),
    [text, shown, statement, operation],
  );
  const pane = useRef<HTMLDivElement>(null);
  const running =
    lines.find((line) => line.tokens.some(({ marked }) => marked)) ?? lines.find((line) => line.running);

  useLayoutEffect(() => {
    const element = pane.current;
    if (element === null) return;
    const keep = () => {
      keepInView(element);
    };
    keep();
    // The pane shrinks when a sentence appears above it.
    const sizes = new ResizeObserver(keep);
    sizes.observe(element);
    return () => {
      sizes.disconnect();
    };
  }, [running?.number, functionName, operation?.from]);

  return (
    <div ref={pane} className={styles.pane} data-lit={lit} onKeyDown={moveThroughLines}>
      {lines.map((line) => (
        <div
          key={line.number}
          className={styles.line}
          data-running={line === running}
          data-ghost={line.ghost}
        >
          <button
            className={styles.gutter}
            tabIndex={line === (running ?? lines[0]) ? 0 : -1}
            aria-label={`Run ${threadName} to line ${line.number}`}
            onClick={() => {
              onLine(file, line.number);
            }}
          >
            {line.number}
          </button>
          <code className={styles.code} style={hangingIndent(line)}>
            <Code line={line} />
          </code>
        </div>
      ))}
    </div>
  );
}

function Code({ line }: { readonly line: Line }) {
  return line.tokens.map(({ text, kind, marked }, index) => (
    <span key={index} className={styles[kind]} data-marked={marked || undefined}>
      {index === 0 && isBlank(text) ? ' '.repeat(columnsOf(text)) : text}
    </span>
  ));
}

/** The running line is shown whole: it wraps, and goes on a little right of where it began. */
function hangingIndent({ tokens }: Line): CSSProperties {
  const first = tokens[0]?.text ?? '';
  const indent: Record<`--${string}`, string> = {
    '--indent': `${(isBlank(first) ? columnsOf(first) : 0) + 2}ch`,
  };
  return indent;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Tabs are four columns wide here: the pane is narrow. */
function columnsOf(blank: string): number {
  let column = 0;
  for (const char of blank) column += char === '\t' ? 4 - (column % 4) : 1;
  return column;
}

/** Scrolls the pane, never the page, only as far as needed and by whole lines: some are left around the running one. */
function keepInView(pane: HTMLElement): void {
  const line = pane.querySelector<HTMLElement>('[data-running=true]');
  if (line === null) return;
  const height = Number.parseFloat(getComputedStyle(line).lineHeight);
  const spare = pane.clientHeight - line.offsetHeight;
  const around = Math.max(0, Math.min(2, Math.floor(spare / height / 2))) * height;
  const lowest = line.offsetTop - around;
  const highest = line.offsetTop + around - spare;
  if (pane.scrollTop > lowest) pane.scrollTop = Math.floor(lowest / height) * height;
  else if (pane.scrollTop < highest) pane.scrollTop = Math.ceil(highest / height) * height;
}

/** The line numbers are one stop of the Tab key; the arrow keys move through them. */
function moveThroughLines(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const numbers = [...event.currentTarget.querySelectorAll('button')];
  const at = numbers.findIndex((number) => number === document.activeElement);
  const next = numbers[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
