/**
 * A snapshot of a guest's memory as a file: its bytes, and where the VMM has asked for them its tags, one a byte, as KVM_ARM_MTE_COPY_TAGS
 * has them in its buffer. JSON, with bytes in hexadecimal.
 */
import { MOST_SNAPSHOT_PAGES } from '../core/limits.ts';

export interface GuestFile {
  /** Where the guest has it. */
  readonly guestIpa: bigint;
  readonly ram: Uint8Array;
  /** One a granule, or null: RAM alone. */
  readonly tags: Uint8Array | null;
}

const GRANULE = 16;
const PAGE = 4096;
const VERSION = 1;

/** The text of the file. */
export function writeGuestFile({ guestIpa, ram, tags }: GuestFile): string {
  const json = {
    tagscope: 'guest',
    version: VERSION,
    guest_ipa: `0x${guestIpa.toString(16)}`,
    length: ram.length,
    ram: hexOf(ram),
    tags: tags === null ? null : hexOf(tags),
  };
  return `${JSON.stringify(json, null, 1)}\n`;
}

/** What a file holds, or what is wrong with it, in a sentence. Never throws. */
export function readGuestFile(text: string): GuestFile | { readonly problem: string } {
  const json = objectIn(text);
  if (json?.tagscope !== 'guest') return { problem: 'This is no snapshot of a guest.' };
  if (json.version !== VERSION) return { problem: 'This snapshot was made by another version of Tagscope.' };
  const { length } = json;
  if (
    typeof length !== 'number' ||
    !(length > 0) ||
    length % PAGE !== 0 ||
    length > MOST_SNAPSHOT_PAGES * PAGE
  )
    return { problem: `Its length is not one to ${MOST_SNAPSHOT_PAGES} pages of ${PAGE} bytes.` };
  if (typeof json.guest_ipa !== 'string' || !/^0x[0-9a-f]{1,12}000$/.test(json.guest_ipa))
    return { problem: 'Its guest_ipa is not the address of a page.' };
  const ram = bytesOf(json.ram, length);
  if (ram === null) return { problem: `Its ram is not ${length} bytes in hexadecimal.` };
  const tags = json.tags === null ? null : bytesOf(json.tags, length / GRANULE);
  if (json.tags !== null && tags === null)
    return { problem: `Its tags are not ${length / GRANULE} bytes in hexadecimal, one for each 16 of RAM.` };
  if (tags?.some((tag) => tag > 15) === true)
    return { problem: 'One of its tags is above 15: the ioctl has one tag a byte.' };
  return { guestIpa: BigInt(json.guest_ipa), ram, tags };
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(hex: unknown, length: number): Uint8Array | null {
  if (typeof hex !== 'string' || hex.length !== 2 * length || !/^[0-9a-f]*$/.test(hex)) return null;
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
