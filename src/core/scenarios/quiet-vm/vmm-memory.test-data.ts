/**
 * Tests only: the memory of quiet-vm's VMM and what accesses to it do, written by hand and not from the modelled kernel. What the
 * guest has lies in the same pages.
 */
import { featuresOf, inherited, since } from '../../kernel/inherit.ts';
import { releases, type Features } from '../../kernel/releases.ts';

export const RELEASES: readonly string[] = releases.map(({ id }) => id);

function releasesWith(copyTags: Features['copyTags']): readonly string[] {
  return RELEASES.filter((id) => featuresOf(id).copyTags === copyTags);
}

/** No KVM_ARM_MTE_COPY_TAGS. */
export const UNKNOWN = releasesWith(null);
/** KVM copies tags as posted; as merged; as merged with PG_mte_lock. */
export const POSTED = releasesWith('zero');
export const MERGED = releasesWith('bytes');
export const LOCKED = MERGED.filter((id) => featuresOf(id).tagLock === 'PG_mte_lock');
export const COPYING: readonly string[] = [...POSTED, ...MERGED];
/** The answer is an int, so lengths beyond INT_MAX are refused: since v6.3. */
export const INT_ANSWER: readonly string[] = since('v6.4');
/** Whether KVM maps a page that was copied on write, its tags cleared and marked. */
const MAPS_CLEARED = { 'v5.10': false, v12: true, 'v5.14': true, 'v6.2': false };

/** The VMM's memory: seven pages, of which the first four are the guest's, the fifth its read-only slot. */
export const USER_BASE = 0x7f200000n;
export const USER_PAGES = 7;
const PAGE = 0x1000n;

/** One page of the VMM's memory, and with it what the guest has there. */
export interface Page {
  /** Nobody has touched it; it was read, so it is the zero page; it is a page of its own. */
  backing: 'none' | 'zero' | 'own';
  /** PG_mte_tagged of its own page, also while it has none yet. */
  valid: boolean;
  /** Allocation tags, one a granule: before it has a page of its own, what the former owner left in that. */
  tags: number[];
  bytes: Uint8Array;
}

/** What an answer depends on, and what a call changes. */
export interface World {
  readonly release: string;
  readonly pages: Page[];
  /** Whether MTE was enabled for the second VM. */
  plainVmHasMte: boolean;
}

export interface Store {
  readonly address: bigint;
  readonly bytes: readonly number[];
}

/** What the VMM stores itself, before a call. */
export function storeAsUser(world: World, { address, bytes }: Store): void {
  bytes.forEach((byte, i) => {
    const at = placeOf(world, address + BigInt(i));
    if (at?.page.backing === 'own') at.page.bytes[at.offset] = byte;
  });
}

/**
 * What an access makes of anonymous memory. Copy on write of the zero page tells KVM. From v12 until v6.2 KVM then maps the new page
 * for the guest, its tags cleared and marked; v11 maps it as it is, v6.2 and later leave that to the guest's next access.
 */
export function touch(world: World, page: Page, write: boolean): void {
  if (write && page.backing === 'zero' && inherited(MAPS_CLEARED, world.release)?.value === true) {
    page.tags.fill(0);
    page.valid = true;
  }
  if (write) page.backing = 'own';
  else if (page.backing === 'none') page.backing = 'zero';
}

/** The byte that a user address means to the hardware, which ignores bits 63:56; null: nothing is mapped there. */
export function placeOf(world: World, pointer: bigint): { page: Page; offset: number } | null {
  const distance = BigInt.asUintN(56, pointer) - USER_BASE;
  const page = distance < 0n ? undefined : world.pages[Number(distance / PAGE)];
  return page === undefined ? null : { page, offset: Number(distance % PAGE) };
}

/** Linux lets a tagged pointer pass only after prctl(PR_SET_TAGGED_ADDR_CTRL), and this VMM has not called it. */
export function accessOk(pointer: bigint, size: number): boolean {
  return pointer + BigInt(size) <= 1n << 48n;
}

/** The bytes from an address on, up to one that is not mapped. */
export function readBytes(world: World, from: bigint, count: number): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < count; i++) {
    const at = placeOf(world, from + BigInt(i));
    if (at === null) break;
    touch(world, at.page, false);
    bytes.push(at.page.bytes[at.offset] ?? 0);
  }
  return bytes;
}

/** copy_from_user(); null: it cannot be read. */
export function readFromUser(world: World, pointer: bigint, count: number): number[] | null {
  const bytes = accessOk(pointer, count) ? readBytes(world, pointer, count) : [];
  return bytes.length === count ? bytes : null;
}

export function wideAt(bytes: readonly number[], at: number): bigint {
  return bytes.slice(at, at + 8).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
