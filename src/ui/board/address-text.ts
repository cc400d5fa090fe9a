/** Where somebody wants to look, as typed. */

/** An address; or the register that has it, a number or `sp`; null: neither. */
export function readPlace(text: string): bigint | number | 'sp' | null {
  const typed = text.trim().toLowerCase();
  if (typed === 'sp') return 'sp';
  const register = /^x(\d{1,2})$/.exec(typed);
  if (register !== null) return Number(register[1]) <= 30 ? Number(register[1]) : null;
  return readAddress(typed);
}

/** An address in hexadecimal, with 0x or without, of at most 64 bits; null: it is none. */
export function readAddress(text: string): bigint | null {
  const digits = /^(?:0x)?([0-9a-f_]+)$/.exec(text.trim().toLowerCase())?.[1]?.replaceAll('_', '') ?? '';
  return digits !== '' && digits.length <= 16 ? BigInt(`0x${digits}`) : null;
}

/** A place as one types it. */
export function placeText(place: bigint | number | string): string {
  if (typeof place === 'bigint') return `0x${place.toString(16)}`;
  return typeof place === 'number' ? `x${place}` : place;
}
