/** The texts of a guest's own program with addresses and encodings. */
import { guestProgram } from '../core/scenarios/guest-program.ts';
import type { Program } from '../core/lang/program.ts';

/** A text in assembly language, as it is in force. */
export interface GuestText {
  readonly path: string;
  readonly text: string;
}

export interface ListingLine {
  readonly path: string;
  /** From 1, in its file. */
  readonly line: number;
  readonly text: string;
  /** Of a line with an instruction. */
  readonly address: bigint | null;
  readonly word: number | null;
}

/** A guest's texts of all, with the visitor's edits. */
export function guestTexts(
  texts: ReadonlyMap<string, string>,
  edits: ReadonlyMap<string, string>,
): readonly GuestText[] {
  return [...texts]
    .filter(([path]) => path.endsWith('.s'))
    .map(([path, text]) => ({ path, text: edits.get(path) ?? text }));
}

const listings = new WeakMap<Program, readonly ListingLine[]>();

/** The listing of the program that a machine was put together with; assembled once. */
export function listingOf(
  program: Program,
  texts: readonly GuestText[],
  base: bigint,
): readonly ListingLine[] {
  const known = listings.get(program);
  if (known !== undefined) return known;
  const lines = guestListing(texts, base) ?? [];
  listings.set(program, lines);
  return lines;
}

/** The texts with the address and the encoding of each instruction; null if they do not assemble. */
export function guestListing(texts: readonly GuestText[], base: bigint): readonly ListingLine[] | null {
  const program = guestProgram(
    texts.map((one) => ({ ...one, origin: 'scenario' })),
    base,
  );
  if ('diagnostics' in program) return null;
  const at = new Map([...program.lines].map(([address, line]) => [line, address]));
  const { image } = program;
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  let before = 0;
  return texts.flatMap(({ path, text }) => {
    const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
    const first = before;
    before += lines.length;
    return lines.map((line, i): ListingLine => {
      const address = at.get(first + i + 1) ?? null;
      const offset = address === null ? -1 : Number(address - base);
      const word = offset >= 0 && offset + 4 <= image.byteLength ? view.getUint32(offset, true) : null;
      return { path, line: i + 1, text: line, address, word };
    });
  });
}
