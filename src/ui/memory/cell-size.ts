import type { Size } from './useElementSize.ts';

/*
 * The panel has three layouts, by the room inside it: cards at both sides of the frame; all cards at the left of it; everything
 * stacked. MemoryPanel.module.css says the same widths, in rem.
 */
const BOTH_SIDES_FROM = 46;
const STACKED_BELOW = 31;
/** A column of cards with the gap beside it, the space around all, the digits beside the grid. */
const SIDE = 13.8;
/** The same where it is the only one. */
const ONLY_SIDE = 15;
const AROUND = 2.2;
const DIGITS = 1.1;
/** Above and below the grid: heading, flags, digits; a row of frames; a swap slot. */
const ABOVE_AND_BELOW = 9.4;
const FRAME_ROW = 5;
const SLOT = 5.6;
/** What is wrong, in a card below the grid, where there is no column at the right for it. */
const CARD_BELOW = 5.6;

interface Holds {
  readonly frames: number;
  readonly slots: number;
}

/**
 * How large a granule can be drawn, in whole pixels, in the frame shown and in a swap slot; and whether the cards of granules stand
 * below the grid, having no column of their own.
 */
export function cellSizes(
  { width, height, rem }: Size,
  { frames, slots }: Holds,
): { frame: number; slot: number; cardsBelow: boolean } {
  const room = width - AROUND * rem;
  const stacked = room < STACKED_BELOW * rem;
  const sides = stacked ? 0 : room < BOTH_SIDES_FROM * rem ? 1 : 2;
  const aside = [0, ONLY_SIDE, 2 * SIDE][sides] ?? 0;
  const byWidth = (room - (aside + DIGITS) * rem) / 16;
  // A swap slot below takes its own share of the height.
  const slotBelow = slots > 0 && sides === 2;
  const cardsBelow = sides === 1;
  const below = (slotBelow ? SLOT : 0) + (cardsBelow ? CARD_BELOW : 0);
  const taken = (ABOVE_AND_BELOW + (frames > 1 ? FRAME_ROW : 0) + below) * rem;
  const byHeight = (height - taken) / (16 * (slotBelow ? 1 + SLOT_SHARE : 1));
  const frame = Math.floor(
    stacked ? byWidth : Math.min(byWidth, Math.max(SMALLEST_BY_HEIGHT * rem, byHeight)),
  );
  const clamped = Math.min(34, Math.max(14, frame));
  return {
    frame: clamped,
    cardsBelow,
    slot: slots > 1 ? 4 : Math.max(6, Math.floor(sides === 1 ? SLOT_ASIDE * rem : clamped * SLOT_SHARE)),
  };
}

const SLOT_SHARE = 0.42;
/** In rem, where a slot stands among the cards. */
const SLOT_ASIDE = 0.42;
/** In rem: rather scroll than make it smaller than this. */
const SMALLEST_BY_HEIGHT = 1.28;
