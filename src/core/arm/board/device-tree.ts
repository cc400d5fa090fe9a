/** A device tree as a blob. Source: Devicetree Specification v0.4, chapter 5 (flattened devicetree format). */
import { utf8 } from '../a64/utf8.ts';

/** A property: text (texts follow each other, each with its 0), cells of 32 bits, or nothing but its name. */
export type Property = string | readonly string[] | readonly number[] | true;
export interface Node {
  readonly properties: Readonly<Record<string, Property>>;
  readonly children?: Readonly<Record<string, Node>>;
}

const MAGIC = 0xd00dfeed;
const VERSION = 17;
const LAST_COMPATIBLE = 16;
const HEADER_BYTES = 40;
/** One entry of nothing: no memory is reserved. */
const RESERVATIONS_BYTES = 16;
const BEGIN_NODE = 1;
const END_NODE = 2;
const PROPERTY = 3;
const END = 9;

/** The tree as firmware hands it on. */
export function flatten(root: Node): Uint8Array {
  const names = new Map<string, number>();
  const strings: number[] = [];
  const structure: number[] = [];
  const cell = (value: number): void => {
    structure.push((value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
  };
  const padded = (bytes: readonly number[]): void => {
    structure.push(...bytes);
    while (structure.length % 4 !== 0) structure.push(0);
  };
  const nameAt = (name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const at = strings.length;
    names.set(name, at);
    strings.push(...ended(name));
    return at;
  };
  const put = (name: string, { properties, children = {} }: Node): void => {
    cell(BEGIN_NODE);
    padded(ended(name));
    for (const [key, value] of Object.entries(properties)) {
      const bytes = bytesOf(value);
      cell(PROPERTY);
      cell(bytes.length);
      cell(nameAt(key));
      padded(bytes);
    }
    for (const [key, child] of Object.entries(children)) put(key, child);
    cell(END_NODE);
  };
  put('', root);
  cell(END);
  const structureAt = HEADER_BYTES + RESERVATIONS_BYTES;
  const stringsAt = structureAt + structure.length;
  const blob = new Uint8Array(stringsAt + strings.length);
  const view = new DataView(blob.buffer);
  const header = [
    MAGIC,
    blob.length,
    structureAt,
    stringsAt,
    HEADER_BYTES,
    VERSION,
    LAST_COMPATIBLE,
    0,
    strings.length,
    structure.length,
  ];
  header.forEach((word, i) => {
    view.setUint32(4 * i, word);
  });
  blob.set(structure, structureAt);
  blob.set(strings, stringsAt);
  return blob;
}

function ended(text: string): readonly number[] {
  return [...Array.from(text, (character) => utf8(character.codePointAt(0) ?? 0)).flat(), 0];
}

function bytesOf(value: Property): readonly number[] {
  if (value === true) return [];
  if (typeof value === 'string') return ended(value);
  return value.flatMap((part: string | number) =>
    typeof part === 'string'
      ? ended(part)
      : [(part >>> 24) & 0xff, (part >>> 16) & 0xff, (part >>> 8) & 0xff, part & 0xff],
  );
}
