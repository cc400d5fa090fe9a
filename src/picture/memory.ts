/** The picture of memory at one moment: pages, entries, the page frame shown, saved tags, and the links that join them. */
import { belongsBeside, mappingMark } from './mapping.ts';
import type { MappingMark } from './mapping.ts';
import type { PictureInput } from './moment.ts';
import { lastStep } from './moment.ts';
import { pageFrame } from './page-frame.ts';
import type { PageFrameMark } from './page-frame.ts';
import { swapDevice, type SwapDeviceMark } from './swap-device.ts';
import { slotOf, swapSlot } from './swap-slot.ts';
import type { SwapSlotMark } from './swap-slot.ts';

export interface MemoryPicture {
  readonly frame: PageFrameMark;
  /** All page frames of the scenario, for choosing one; just the one shown if there are no others. */
  readonly frames: readonly PageFrameMark[];
  /** Beside the frame shown, in full. */
  readonly user: readonly MappingMark[];
  readonly guest: readonly MappingMark[];
  /** Ways to other frames, in one line each. */
  readonly elsewhere: readonly MappingMark[];
  readonly slots: readonly SwapSlotMark[];
  readonly device: readonly SwapDeviceMark[] | null;
  readonly links: readonly LinkMark[];
}

/** Ends of a link, named as the page names its elements. */
export type Anchor = 'frame' | `page-${number}` | `entry-${number}` | `slot-${number}`;

export interface LinkMark {
  readonly from: Anchor;
  readonly to: Anchor;
  /** Solid: so it is. Dashed: not yet, or only remembered. */
  readonly holds: boolean;
  /** Whose colour it has; null is ink. */
  readonly thread: number | null;
  /** What it says, for those who cannot see it. */
  readonly says: string;
}

export function memoryPicture(input: PictureInput, shown: number): MemoryPicture {
  const { picture } = input.scenario;
  const marks = picture.mappings.map((mapping, index) => mappingMark(input, index, mapping));
  const beside = marks.filter((mark) => belongsBeside(mark, marks, shown));
  const slots = picture.swapSlots.map((slot) => swapSlot(input, slot));
  const frames = picture.frames.map((frame) => pageFrame(input, frame));
  const frame = frames.find((one) => one.frame === shown) ?? pageFrame(input, shown);
  return {
    frame,
    frames,
    user: beside.filter((mark) => mark.mapping.kind === 'user'),
    guest: beside.filter((mark) => mark.mapping.kind === 'stage2'),
    elsewhere: marks.filter((mark) => !beside.includes(mark)),
    slots,
    device: swapDevice(input),
    links: [...beside.flatMap((mark) => entryLinks(input, mark, frame)), ...slotLinks(input, slots, frame)],
  };
}

function entryLinks(input: PictureInput, mark: MappingMark, frame: PageFrameMark): LinkMark[] {
  const page: Anchor = `page-${mark.index}`;
  const entry: Anchor = `entry-${mark.index}`;
  const { name } = mark.mapping;
  const own: LinkMark = {
    from: page,
    to: entry,
    holds: true,
    thread: mark.writer,
    says: `${name} has this entry`,
  };
  if (mark.frame === frame.frame) {
    return [
      own,
      { from: entry, to: 'frame', holds: true, thread: mark.writer, says: `${name} maps the page frame` },
    ];
  }
  // It maps another frame: that one's picture shows the link.
  if (mark.frame !== null) return [own];
  const slot = slotOf(input, mark.entry);
  const notYet: LinkMark = {
    from: entry,
    to: 'frame',
    holds: false,
    thread: null,
    says: `${name} does not map the page frame`,
  };
  if (slot === null) return [own, notYet];
  const swapped: LinkMark = {
    from: entry,
    to: `slot-${slot}`,
    holds: true,
    thread: mark.writer,
    says: `${name} is swapped out; its tags are saved`,
  };
  return [own, notYet, swapped];
}

/** From saved tags to the frame: solid while a step moves tags between them. Several slots belong to the frames in order. */
function slotLinks(input: PictureInput, slots: readonly SwapSlotMark[], frame: PageFrameMark): LinkMark[] {
  const thread = lastStep(input)?.thread ?? null;
  const { frames } = input.scenario.picture;
  return slots
    .filter((slot, index) => (slots.length === 1 || frames[index] === frame.frame) && slot.present)
    .map((slot) => {
      const moving = slot.moving !== null && frame.moving?.of === 'tags';
      return {
        from: `slot-${slot.slot}` as const,
        to: 'frame' as const,
        holds: moving,
        thread: moving ? thread : null,
        says: moving
          ? 'tags are being moved between the swap slot and the page frame'
          : 'saved tags of the page frame',
      };
    });
}
