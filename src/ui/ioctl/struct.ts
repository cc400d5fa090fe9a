/** struct kvm_arm_copy_mte_tags as it lies in the memory of the VMM: 48 bytes, little endian. */
export interface CopyTags {
  readonly guestIpa: bigint;
  readonly length: bigint;
  readonly addr: bigint;
  readonly flags: bigint;
  readonly reserved: readonly [bigint, bigint];
}

export function encode({ guestIpa, length, addr, flags, reserved }: CopyTags): readonly number[] {
  return [guestIpa, length, addr, flags, ...reserved].flatMap((value) =>
    Array.from({ length: 8 }, (_, byte) => Number((value >> BigInt(8 * byte)) & 0xffn)),
  );
}

/** Null where the bytes are too few. */
export function decode(bytes: readonly number[]): CopyTags | null {
  if (bytes.length < 48) return null;
  const [guestIpa = 0n, length = 0n, addr = 0n, flags = 0n, first = 0n, second = 0n] = Array.from(
    { length: 6 },
    (_, field) =>
      bytes.slice(8 * field, 8 * field + 8).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n),
  );
  return { guestIpa, length, addr, flags, reserved: [first, second] };
}
