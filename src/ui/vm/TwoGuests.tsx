import { lazy, Suspense, useState } from 'react';
import { address, hex } from '../../picture/entry.ts';
import { COLUMNS, outline, rangeName, ROWS } from '../../picture/granules.ts';
import type { Differing, GuestPages, GuestSide } from '../../picture/two-guests.ts';
import controls from '../controls.module.css';
import { TagCanvas } from '../memory/TagCanvas.tsx';
import styles from './TwoGuests.module.css';

const OverviewDialog = lazy(() => import('../overview/OverviewDialog.tsx'));

interface Props {
  readonly pages: readonly GuestPages[];
}

/** The tags of two guests beside each other, page by page, with what differs marked and told. */
export function TwoGuests({ pages }: Props) {
  const [overview, setOverview] = useState(false);
  return (
    <section className={styles.guests} aria-label="Two guests, side by side">
      <h2 className={controls.heading}>Two guests, side by side</h2>
      {pages.map((page) => (
        <Page key={String(page.ipa)} page={page} />
      ))}
      <button
        className={controls.button}
        onClick={() => {
          setOverview(true);
        }}
      >
        A guest of 64 MiB
      </button>
      {overview && (
        <Suspense>
          <OverviewDialog
            onClose={() => {
              setOverview(false);
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

/** In CSS pixels: two pages fit beside each other in the panel. */
const CELL = 7;
const MOST_ROWS = 8;

function Page({ page: { ipa, sides, differing, count } }: { readonly page: GuestPages }) {
  return (
    <>
      <p className={styles.says} role="status">
        Guest page <code>{address(ipa)}</code>:{' '}
        {count === 0
          ? 'all 256 tags are the same.'
          : `${count} of 256 ${count === 1 ? 'tag differs' : 'tags differ'}.`}
      </p>
      <div className={styles.sides}>
        {sides.map((side) => (
          <Side key={side.vm} side={side} differing={differing} />
        ))}
      </div>
      {differing.length > 0 && <Differences differing={differing} />}
    </>
  );
}

function Side({ side, differing }: { readonly side: GuestSide; readonly differing: readonly Differing[] }) {
  return (
    <figure className={styles.side}>
      <div className={styles.tags} style={{ width: CELL * COLUMNS, height: CELL * ROWS }}>
        <TagCanvas tags={side.tags} cell={CELL} />
        <svg className={styles.marks} viewBox={`0 0 ${COLUMNS} ${ROWS}`} aria-hidden>
          {differing.map((run) => (
            <path key={run.from} className={styles.halo} d={outline(run, 0.05)} />
          ))}
          {differing.map((run) => (
            <path key={run.from} className={styles.line} d={outline(run, 0.05)} />
          ))}
        </svg>
      </div>
      <figcaption className={styles.caption}>
        <strong>VM {side.vm}</strong>
        {side.pfn === null ? ', no page frame yet' : ` in page frame ${hex(side.pfn)}`}
        {side.pfn !== null && !side.mapped && ', which its guest has not mapped: nobody sees these tags'}
      </figcaption>
    </figure>
  );
}

const MOST_DIGITS = 8;

/** `0` where all are the same, else as many digits as there is room for. */
function digitsOf(tags: readonly number[]): string {
  const digits = tags.map((tag) => tag.toString(16));
  if (new Set(digits).size === 1) return digits[0] ?? '';
  return digits.length > MOST_DIGITS ? `${digits.slice(0, MOST_DIGITS).join('')}…` : digits.join('');
}

function Differences({ differing }: { readonly differing: readonly Differing[] }) {
  const more = differing.length - MOST_ROWS;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Granules</th>
          <th scope="col">VM 0</th>
          <th scope="col">VM 1</th>
        </tr>
      </thead>
      <tbody>
        {differing.slice(0, MOST_ROWS).map((run) => (
          <tr key={run.from}>
            <th scope="row">{rangeName(run)}</th>
            {run.tags.map((tags, vm) => (
              <td key={vm}>{digitsOf(tags)}</td>
            ))}
          </tr>
        ))}
        {more > 0 && (
          <tr>
            <td colSpan={3}>and {more} more</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
