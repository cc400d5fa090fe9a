import { useLayoutEffect, useRef } from 'react';
import { COLUMNS } from '../../picture/granules.ts';
import type { TagPainter } from './paint.ts';
import { tagPainter } from './paint.ts';
import { useTagLook } from './tag-look.ts';
import styles from './Tags.module.css';

interface Props {
  readonly tags: Uint8Array;
  /** Size of a granule in CSS pixels. */
  readonly cell: number;
}

/** One page of tags; painted again only where a tag, the theme or the size has changed. */
export function TagCanvas({ tags, cell }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<TagPainter>(null);
  const look = useTagLook();
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    painter.current ??= tagPainter(canvas.current, COLUMNS);
    painter.current.paint(tags, look, cell);
  }, [tags, look, cell]);
  const side = cell * COLUMNS;
  return <canvas ref={canvas} className={styles.canvas} style={{ width: side, height: side }} aria-hidden />;
}
