/** Who did what last: read from the steps up to the cursor, never from the state. */
import type { Access, StepRecord } from '../core/step/record.ts';
import type { Place } from './read.ts';
import { covers } from './read.ts';

/** A step, counted from 1 as the page does, with what it did. */
export interface Deed {
  readonly step: number;
  readonly thread: number;
  readonly label: string;
  readonly by: 'kernel' | 'owner';
}

/** The last step at or before the cursor that wrote this granule of a page of tags, or null: it is as the run began. */
export function lastWriter(
  steps: readonly StepRecord[],
  cursor: number,
  page: number,
  granule: number,
): Deed | null {
  for (let i = Math.min(cursor, steps.length) - 1; i >= 0; i--) {
    const record = steps[i];
    const access = record?.accesses.find((one) => writesGranule(one, page, granule));
    if (record !== undefined && access?.store === 'page') {
      return { step: i + 1, thread: record.thread, label: record.label, by: access.by };
    }
  }
  return null;
}

function writesGranule(access: Access, page: number, granule: number): boolean {
  return (
    access.kind === 'write' &&
    access.store === 'page' &&
    access.page === page &&
    access.from <= granule &&
    granule < access.to
  );
}

/** The last step at or before the cursor that wrote these words, or null: they are as the run began. */
export function lastDeed(steps: readonly StepRecord[], cursor: number, place: Place | null): Deed | null {
  for (let i = Math.min(cursor, steps.length) - 1; i >= 0; i--) {
    const record = steps[i];
    const access = record?.accesses.find((one) => one.kind === 'write' && touchesPlace(one, place));
    if (record !== undefined && access !== undefined) {
      const by = access.store === 'page' ? access.by : 'kernel';
      return { step: i + 1, thread: record.thread, label: record.label, by };
    }
  }
  return null;
}

/** The thread that wrote these words last, or null. */
export function lastThreadToWrite(
  steps: readonly StepRecord[],
  cursor: number,
  place: Place | null,
): number | null {
  return lastDeed(steps, cursor, place)?.thread ?? null;
}

/** What the step at the cursor did to a place: wrote it, read it, or left it alone. */
export interface Touch {
  readonly kind: 'read' | 'write';
  readonly thread: number;
}

export function touchOf(record: StepRecord | undefined, place: Place | null): Touch | null {
  if (record === undefined) return null;
  const touching = record.accesses.filter((one) => touchesPlace(one, place));
  if (touching.length === 0) return null;
  return { kind: touching.some((one) => one.kind === 'write') ? 'write' : 'read', thread: record.thread };
}

function touchesPlace(access: Access, place: Place | null): boolean {
  if (place === null) return false;
  if (access.store === 'page') return place.store === 'page' && place.page === access.page;
  return covers(place, access.address, access.width);
}
