/** What a stretch is called: `tag_sync_lock`, `PG_mte_tagged` of page frame 0x41, the tags of granules 0x40 to 0x4f. Code in backticks. */
import type { Program } from '../core/lang/program.ts';
import { nameOfPage, nameOfWord } from '../core/step/name.ts';
import type { Stretch } from './stretch.ts';

export function nameOfStretch(program: Program, stretch: Stretch): string {
  return stretch.row < 0 ? pageName(program, stretch) : wordName(program, stretch);
}

function wordName(program: Program, { row, from, to }: Stretch): string {
  const path = nameOfWord(program, row);
  if (path === null) return 'a word of memory';
  const upper = nameOfWord(program, row - 1) === path;
  const bit = to - from === 1 ? from + (upper ? 32 : 0) : null;
  const page = /^mem_map\[(\d+)\]\.(\w+)$/.exec(path);
  if (page === null) {
    const name = `\`${objectOf(path)}\``;
    return bit === null ? name : `bit ${bit} of ${name}`;
  }
  const frame = frameName(program, Number(page[1]));
  switch (page[2]) {
    case 'flags':
      return bit === null ? `the flags of ${frame}` : `${flagName(program, bit)} of ${frame}`;
    case 'lock_owner':
      return `the lock of ${frame}`;
    default:
      return `\`${page[2] ?? ''}\` of ${frame}`;
  }
}

/** A lock's word is the lock, and the only word of a wrapped type is what it wraps. */
function objectOf(path: string): string {
  return path.replace(/\.owner$|(?<=lock|sem)\.count$|\.(?:pte|val)$/, '');
}

function flagName(program: Program, bit: number): string {
  for (const [name, value] of program.constants)
    if (/^PG_[a-z]/.test(name) && value === BigInt(bit)) return `\`${name}\``;
  return `bit ${bit} of the flags`;
}

function pageName(program: Program, { row, from, to }: Stretch): string {
  const name = nameOfPage(program, ~row) ?? 'a page';
  const frame = /^frame_(tags|data)\[(\d+)\]$/.exec(name);
  const of = frame === null ? `\`${name}\`` : frameName(program, Number(frame[2]));
  const one = to - from === 1;
  const range = one ? hex(from) : `${hex(from)} to ${hex(to - 1)}`;
  if (frame?.[1] === 'data') return `${one ? 'byte' : 'bytes'} ${range} of ${of}`;
  return `the ${one ? 'tag of granule' : 'tags of granules'} ${range} of ${of}`;
}

function frameName(program: Program, index: number): string {
  return `page frame ${hex(Number(program.constants.get('PFN_BASE') ?? 0n) + index)}`;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
