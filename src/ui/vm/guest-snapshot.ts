/** Saving a guest's memory to a file, and what a VMM does to put it back: bytes as its own stores, tags by KVM_ARM_MTE_COPY_TAGS. */
import { constantOf, integerAt, placeOf } from '../../picture/read.ts';
import { PAGE_SIZE } from '../../picture/mapping.ts';
import { readGuestFile, writeGuestFile } from '../../run/guest-file.ts';
import type { RunSnapshot } from '../../run/run.ts';
import { tryCall } from '../../run/try-call.ts';
import { encode } from '../ioctl/struct.ts';
import { userBytes } from '../ioctl/user-memory.ts';
import { COPY_TAGS, errnoOf } from '../ioctl/strace.ts';

const NR_IOCTL = 29n;
const KVM_GET_API_VERSION = 0xae00n;
const TO_GUEST = 0n;
const FROM_GUEST = 1n;
const GRANULE = 16n;

/** The guest's first slot, and where the VMM has it; null where VM 0 has none, or nobody serves calls. */
export function guestMemory({
  scenario,
  program,
  state,
}: RunSnapshot): { readonly ipa: bigint; readonly hva: bigint; readonly length: bigint } | null {
  const of = (field: string): bigint => integerAt(state, placeOf(program, 'kvms', 0, 'memslots', 0, field));
  if (scenario.vmm === null || of('npages') === 0n) return null;
  return { ipa: of('base_gfn') * PAGE_SIZE, hva: of('userspace_addr'), length: of('npages') * PAGE_SIZE };
}

/** The text of the file, or why there is none. */
export function saveGuest(
  snapshot: RunSnapshot,
  withTags: boolean,
): { readonly text: string } | { readonly problem: string } {
  const memory = guestMemory(snapshot);
  const { vmm } = snapshot.scenario;
  if (memory === null || vmm === null) return { problem: 'VM 0 has no memory yet.' };
  const bytes = userBytes(snapshot, vmm.mm, memory.hva, Number(memory.length));
  const ram = Uint8Array.from(bytes, (byte) => byte ?? 0);
  if (!withTags) return { text: writeGuestFile({ guestIpa: memory.ipa, ram, tags: null }) };
  const asked = tryCall(snapshot, ...copyTags(snapshot, memory, FROM_GUEST, []));
  if ('refused' in asked) return { problem: asked.refused };
  if (asked.ret < 0n) return { problem: `KVM_ARM_MTE_COPY_TAGS answers -${errnoOf(asked.ret)?.name ?? ''}: this VM’s tags cannot be had.` }; // prettier-ignore
  const count = Number(memory.length / GRANULE);
  const after = { program: snapshot.program, state: asked.state };
  const tags = Uint8Array.from(userBytes(after, vmm.mm, BigInt(vmm.bufferAddress), count), (tag) => tag ?? 0);
  return { text: writeGuestFile({ guestIpa: memory.ipa, ram, tags }) };
}

type Call = readonly [
  nr: bigint,
  args: readonly bigint[],
  writes: readonly { readonly address: bigint; readonly bytes: readonly number[] }[],
];

/** The call that puts a file's memory back, or why there is none. */
export function restoreGuest(
  snapshot: RunSnapshot,
  text: string,
): { readonly call: Call; readonly tags: boolean } | { readonly problem: string } {
  const file = readGuestFile(text);
  if ('problem' in file) return file;
  const memory = guestMemory(snapshot);
  if (memory === null) return { problem: 'VM 0 has no memory to put it into.' };
  if (file.guestIpa !== memory.ipa || BigInt(file.ram.length) !== memory.length)
    return {
      problem: `It is of ${file.ram.length} bytes at 0x${file.guestIpa.toString(16)}; this guest has ${memory.length} at 0x${memory.ipa.toString(16)}.`,
    };
  const ram = { address: memory.hva, bytes: [...file.ram] };
  if (file.tags !== null)
    return { call: copyTags(snapshot, memory, TO_GUEST, [ram], [...file.tags]), tags: true };
  // The VMM's stores are made with its next call: one that changes nothing.
  const kvm = constantOf(snapshot.program, 'FD_KVM');
  return { call: [NR_IOCTL, [kvm, KVM_GET_API_VERSION, 0n], [ram]], tags: false };
}

/** The ioctl for all of the slot, with what the VMM lays out first. */
function copyTags(
  { scenario: { vmm }, program }: RunSnapshot,
  { ipa, length }: { readonly ipa: bigint; readonly length: bigint },
  flags: bigint,
  stores: Call[2],
  tags: readonly number[] = [],
): Call {
  const [at, buffer] = [BigInt(vmm?.structAddress ?? 0), BigInt(vmm?.bufferAddress ?? 0)];
  const struct = encode({ guestIpa: ipa, length, addr: buffer, flags, reserved: [0n, 0n] });
  return [
    NR_IOCTL,
    [constantOf(program, 'FD_VM'), COPY_TAGS, at],
    [...stores, { address: buffer, bytes: tags }, { address: at, bytes: struct }],
  ];
}
