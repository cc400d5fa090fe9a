/** Tests only: calls of KVM_ARM_MTE_COPY_TAGS by name, to be varied. */
import {
  FD_KVM,
  FD_PLAIN_VM,
  FD_VM,
  KVM_ARM_MTE_COPY_TAGS,
  structBytes,
  type Call,
  type CopyTags,
} from './copy-tags-oracle.test-data.ts';
import { USER_BASE, type Store } from './vmm-memory.test-data.ts';

/** The VMM's page for structs, its page for tags, and the end of its memory. */
export const STRUCT = USER_BASE + 0x5000n;
export const BUFFER = USER_BASE + 0x6000n;
export const END = USER_BASE + 0x7000n;

export const TO_GUEST = 0n;
export const FROM_GUEST = 1n;

/** Pages 0 and 1 were tagged by the guest, page 2 was used by the VMM alone, page 3 by nobody; then comes a hole. */
export const TAGGED = 0x40000n;
export const UNTAGGED = 0x42000n;
export const UNTOUCHED = 0x43000n;
export const HOLE = 0x44000n;
export const READ_ONLY = 0x46000n;

/** Asks for the tags of the first page, but for what `fields` changes. */
export function copyTags(fields: Partial<CopyTags> = {}, call: Partial<Call> = {}): Call {
  const struct = { guest_ipa: TAGGED, length: 0x1000n, addr: BUFFER, flags: FROM_GUEST, ...fields };
  const bytes = structBytes({ reserved: [0n, 0n], ...struct });
  const { argument = STRUCT, stores = [] } = call;
  return {
    fd: FD_VM,
    request: KVM_ARM_MTE_COPY_TAGS,
    ...call,
    argument,
    stores: [...stores, { address: argument, bytes }],
  };
}

/** Bytes in the buffer, as many as fit behind `from`: 0x10, 0x21, 0x32, … so that their high halves are no tags. */
export function tagsToSend(from: bigint = BUFFER): Store {
  const bytes = Array.from({ length: Number(END - from) }, (_, i) => (i * 0x11 + 0x10) & 0xff);
  return { address: from, bytes };
}

/** Each call that a release refuses or gives up, by the check that decides it. */
export const REFUSED = {
  'a file that is not open': copyTags({}, { fd: 9n }),
  'a request to /dev/kvm': copyTags({}, { fd: FD_KVM }),
  'an unknown request': copyTags({}, { request: 0xae99n }),
  'a struct that is not mapped': copyTags({}, { argument: END }),
  'a VM without MTE': copyTags({}, { fd: FD_PLAIN_VM }),
  'a reserved word that is not zero': copyTags({ reserved: [0n, 1n] }),
  'an unknown flag': copyTags({ flags: 2n }),
  'a length of half a page': copyTags({ length: 0x800n }),
  'an address inside a page': copyTags({ guest_ipa: TAGGED + 0x10n }),
  'a length beyond INT_MAX': copyTags({ length: 0x80000000n }),
  'a page in no slot': copyTags({ guest_ipa: HOLE }),
  'tags into a read-only slot': copyTags({ guest_ipa: READ_ONLY, flags: TO_GUEST }),
  'a buffer that is not mapped': copyTags({ addr: END }),
  'a buffer that ends within the page': copyTags({ addr: END - 0x80n }),
  'tags from a buffer that ends within the page': copyTags({ addr: END - 0x80n, flags: TO_GUEST }),
} satisfies Record<string, Call>;
export type Refused = keyof typeof REFUSED;
