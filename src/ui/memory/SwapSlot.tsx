import { hex } from '../../picture/entry.ts';
import type { SwapSlotMark } from '../../picture/swap-slot.ts';
import styles from './SwapSlot.module.css';
import { TagCanvas } from './TagCanvas.tsx';
import { TagMarks } from './TagMarks.tsx';

interface Props {
  readonly mark: SwapSlotMark;
  readonly step: number;
  readonly cell: number;
  /** Whether it is the only one, with room for words. */
  readonly alone: boolean;
}

function nameOf({ offset, pfn }: SwapSlotMark): string {
  if (pfn !== null) return `Hibernated page frame ${hex(pfn)}`;
  return offset === null ? 'Swap slot' : `Swap slot ${offset}`;
}

/** The tags that the kernel keeps of a page while it is swapped out, or power is off. */
export function SwapSlot({ mark, step, cell, alone }: Props) {
  const name = nameOf(mark);
  return (
    <section
      className={styles.slot}
      data-anchor={`slot-${mark.slot}`}
      data-present={mark.present}
      aria-label={name}
    >
      <div
        className={styles.tags}
        data-anchor={`slot-${mark.slot}`}
        style={{ width: cell * 16, ...(mark.present ? { height: cell * 16 } : {}) }}
      >
        {mark.present && (
          <>
            <TagCanvas tags={mark.tags} cell={cell} />
            <TagMarks step={step} moving={mark.moving} changed={mark.changed} />
          </>
        )}
      </div>
      <h3 className={styles.title}>
        {mark.present ? `${name}${alone ? ': saved tags' : ''}` : 'No tags saved'}
      </h3>
      {mark.present && alone && (
        <p className={styles.note}>128 bytes, two tags a byte, in the xarray mte_pages</p>
      )}
    </section>
  );
}
