/** A bare-metal image that a visitor opens: raw, an ELF executable, or a text in assembly language. */
import { PLAIN_BOARD, treeBeside, type BoardOptions } from '../core/arm/board/board.ts';
import { assembledImage, readImage, type Image } from '../core/arm/board/image.ts';
import { isElf } from '../core/arm/board/is-elf.ts';
import { IMAGE_BASE } from '../core/arm/board/virt.ts';
import type { FileError } from '../core/formats/scenario-file.ts';
import { isAssembly, textIn } from './text-in.ts';
import { MOST_RAM_MIB } from '../core/limits.ts';

export interface OpenedImage {
  readonly name: string;
  readonly kind: 'raw' | 'ELF' | 'assembly';
  readonly bytes: number;
  readonly image: Image;
  /** The plain board, with as much RAM as the image needs. */
  readonly options: BoardOptions;
}

/** An image that a board can start, or what is wrong with it. Never throws. */
export function openImage(
  name: string,
  file: Uint8Array,
): OpenedImage | { readonly errors: readonly FileError[] } {
  const refused = (message: string) => ({ errors: [{ path: '', message }] });
  const text = isAssembly(name) ? textIn(file) : null;
  const image = text === null ? readImage(file, IMAGE_BASE) : assembledImage(text, IMAGE_BASE);
  if ('refused' in image) return refused(image.refused);
  if ('complaints' in image)
    return {
      errors: image.complaints.map(({ line, column, message }) => ({ path: `${line}:${column}`, message })),
    };
  const options = boardFor(image);
  if ('refused' in options) return refused(options.refused);
  const kind = text !== null ? 'assembly' : isElf(file) ? 'ELF' : 'raw';
  return { name, kind, bytes: file.length, image, options };
}

/** The plain board, or one with so much more RAM that the image fits. */
function boardFor(image: Image): BoardOptions | { readonly refused: string } {
  for (let { ramMib } = PLAIN_BOARD; ; ramMib *= 2) {
    const options = { ...PLAIN_BOARD, ramMib };
    const tree = treeBeside(image, options);
    if (!('refused' in tree)) return options;
    if (ramMib >= MOST_RAM_MIB) return tree;
  }
}
