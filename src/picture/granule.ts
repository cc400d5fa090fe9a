/** Everything there is to say of one granule: each name it has, its tag, the tag its owner is owed, and who wrote it last. */
import { tagAt } from '../core/machine/state.ts';
import { address, hex } from './entry.ts';
import { entryOf, mappedFrame, pageAddress } from './mapping.ts';
import { GRANULE_BYTES } from './granules.ts';
import type { PictureInput } from './moment.ts';
import { pfnOf } from './page-frame.ts';
import { lastWriter } from './provenance.ts';
import type { Deed } from './provenance.ts';
import { bytesAt, placeOf } from './read.ts';

export interface GranuleMark {
  readonly frame: number;
  readonly granule: number;
  readonly tag: number;
  /** The tag that the owner of the frame is entitled to see: stored last, cleared to, or saved. */
  readonly owed: number | null;
  readonly names: readonly { readonly space: string; readonly address: string }[];
  readonly pfn: string;
  /** What happened to its tag since the frame was handed to its owner. */
  readonly note: 'nothing yet' | 'initialised' | 'stored';
  readonly writer: Deed | null;
  /** Its sixteen bytes in hex, or null where the model keeps none or all are zero. */
  readonly data: string | null;
}

/** Notes on a granule (`granule_notes`): bit 0 the kernel has set its tag, bit 1 its owner has. */
const INITIALISED = 1;
const STORED = 2;

export function granuleMark(input: PictureInput, frame: number, granule: number): GranuleMark {
  const { program, state, scenario } = input;
  const place = placeOf(program, 'frame_tags', frame);
  const notes = tagIn(input, 'granule_notes', frame, granule) ?? 0;
  const offset = BigInt(granule * GRANULE_BYTES);
  const names = scenario.picture.mappings
    .filter((mapping) => mappedFrame(program, entryOf(program, state, mapping)) === frame)
    .map((mapping) => ({ space: mapping.name, address: address(pageAddress(program, mapping) + offset) }));
  return {
    frame,
    granule,
    tag: tagIn(input, 'frame_tags', frame, granule) ?? 0,
    owed: tagIn(input, 'owed_tags', frame, granule),
    names,
    pfn: `${hex(pfnOf(program, frame))} + ${hex(granule * GRANULE_BYTES)}`,
    note: (notes & STORED) !== 0 ? 'stored' : (notes & INITIALISED) !== 0 ? 'initialised' : 'nothing yet',
    writer: place?.store === 'page' ? lastWriter(input.steps, input.cursor, place.page, granule) : null,
    data: dataOf(input, frame, granule),
  };
}

function tagIn(
  { program, state }: PictureInput,
  store: string,
  frame: number,
  granule: number,
): number | null {
  const page = bytesAt(state, placeOf(program, store, frame));
  return page === null ? null : tagAt(page, granule);
}

function dataOf({ program, state }: PictureInput, frame: number, granule: number): string | null {
  const page = bytesAt(state, placeOf(program, 'frame_data', frame));
  const bytes = page?.subarray(granule * GRANULE_BYTES, (granule + 1) * GRANULE_BYTES);
  if (bytes?.some((byte) => byte !== 0) !== true) return null;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
