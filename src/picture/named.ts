/** A value of the model by its name and the names of its parts, and what the last step changed of it. */
import { lastStep, type PictureInput } from './moment.ts';
import { integerAt, type Place } from './read.ts';

/** A named value, its parts by name, and what the last step did to it. */
export interface Named {
  readonly name: string;
  readonly parts: readonly { readonly name: string; readonly value: string; readonly changed: boolean }[];
  /** The value as it lies in memory. */
  readonly raw: bigint;
  readonly changed: Changed | null;
}

/** The step that changed a value: counted from 1; thread -1 is a call. */
export interface Changed {
  readonly step: number;
  readonly thread: number;
  readonly label: string;
}

export type Parts = (value: bigint) => readonly { readonly name: string; readonly value: string }[];

export const plain: Parts = (value) => [{ name: '', value: value.toString() }];

export const truth: Parts = (value) => [{ name: '', value: value === 0n ? 'no' : 'yes' }];

/** The value at a place; none where the release has no such place. */
export function named(input: PictureInput, name: string, place: Place | null, parts: Parts): Named[] {
  if (place === null) return [];
  const [raw, was] = [integerAt(input.state, place), integerAt(input.previous, place)];
  const before = parts(was).map((part) => `${part.name}=${part.value}`);
  const record = lastStep(input);
  return [
    {
      name,
      raw,
      parts: parts(raw).map((part) => ({
        ...part,
        changed: raw !== was && !before.includes(`${part.name}=${part.value}`),
      })),
      changed:
        raw === was || record === undefined
          ? null
          : { step: input.cursor, thread: record.thread, label: record.label },
    },
  ];
}
