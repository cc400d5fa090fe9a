/** What the page of the drawing benchmark answers. */
export interface Drawing {
  readonly granules: number;
  /** Median milliseconds to draw all of them, recoloured. */
  readonly painter: number;
  /** The same by a fillRect a granule; null where that would take minutes. */
  readonly rectangles: number | null;
}

/** Milliseconds a frame of the overview of a guest's memory, while its migration goes on. */
export interface Frames {
  readonly median: number;
  /** 95 of 100 frames take no longer. */
  readonly slow: number;
}
