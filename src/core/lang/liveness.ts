/** Which slots nobody will read again. Zeroing them where a thread rests makes states equal that differ in leftovers only. */
import { INSTRUCTION_WORDS, Op, slotsOf } from './code.ts';

/** By instruction: the slots that are dead just before it. Only for the instructions asked for. */
export function deadSlots(
  code: Int32Array,
  slots: number,
  wanted: (at: number) => boolean,
): (Uint16Array | undefined)[] {
  const count = code.length / INSTRUCTION_WORDS;
  const width = Math.max(1, Math.ceil(slots / 32));
  const live = new Uint32Array(count * width);
  const effects = Array.from({ length: count }, (_, at) => slotsOf(code, at));
  const row = new Uint32Array(width);
  let changed = true;
  while (changed) {
    changed = false;
    for (let at = count - 1; at >= 0; at--) {
      row.fill(0);
      for (const next of successors(code, at, count)) {
        for (let w = 0; w < width; w++) row[w] = (row[w] ?? 0) | (live[next * width + w] ?? 0);
      }
      const { defines, uses } = effects[at] ?? { defines: [], uses: [] };
      for (const slot of defines) row[slot >> 5] = (row[slot >> 5] ?? 0) & ~(1 << (slot & 31));
      for (const slot of uses) row[slot >> 5] = (row[slot >> 5] ?? 0) | (1 << (slot & 31));
      for (let w = 0; w < width; w++) {
        const value = (row[w] ?? 0) >>> 0;
        if (live[at * width + w] !== value) {
          live[at * width + w] = value;
          changed = true;
        }
      }
    }
  }
  return Array.from({ length: count }, (_, at) => {
    if (!wanted(at)) return undefined;
    const dead: number[] = [];
    for (let slot = 0; slot < slots; slot++) {
      if (((live[at * width + (slot >> 5)] ?? 0) & (1 << (slot & 31))) === 0) dead.push(slot);
    }
    return Uint16Array.from(dead);
  });
}

function successors(code: Int32Array, at: number, count: number): number[] {
  const op = code[at * INSTRUCTION_WORDS] ?? 0;
  const a = code[at * INSTRUCTION_WORDS + 1] ?? 0;
  const b = code[at * INSTRUCTION_WORDS + 2] ?? 0;
  const next = at + 1 < count ? [at + 1] : [];
  switch (op) {
    case Op.END:
    case Op.OOPS:
      return [];
    case Op.JUMP:
      return [a];
    case Op.JUMP_ZERO:
    case Op.JUMP_NOT:
      return [...next, b];
    case Op.WAIT:
      return next; // a failed wait leaves the state as it was
    default:
      return next;
  }
}
