import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initialState } from '../../step/step.ts';
import { BUFFER, END, STRUCT } from './copy-tags-calls.test-data.ts';
import {
  expectedAnswer,
  FD_KVM,
  FD_PLAIN_VM,
  FD_VM,
  IPA_BASE,
  KVM_ARM_MTE_COPY_TAGS,
  KVM_CHECK_EXTENSION,
  KVM_ENABLE_CAP,
  KVM_GET_API_VERSION,
  mteCapability,
  OLD_CAPABILITIES,
  structBytes,
  type Call,
} from './copy-tags-oracle.test-data.ts';
import { RELEASES, USER_BASE, type Page, type World } from './vmm-memory.test-data.ts';
import { batches } from '../../tried.test-data.ts';
import { machineOf } from '../machine.test-data.ts';
import { quietVm } from './scenario.ts';
import { makeCall, pagesIn } from './vmm-calls.test-data.ts';

/** Sequences of a sample, and of a soak. */
const [FEW, ALL] = [100, 3000];
const SEED = 20230626;

const wide = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

function mostly<T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>, weight = 8): fc.Arbitrary<T> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: other });
}

const offset = mostly(fc.constant(0n), fc.constantFrom(1n, 0x10n, 0x800n, 0xfffn), 16);

/** A page of the guest's memory or beside it, or an address within one. */
const guestIpa = mostly(
  fc
    .tuple(fc.constantFrom(-1n, 0n, 0n, 1n, 2n, 2n, 3n, 3n, 4n, 5n, 6n, 6n, 7n), offset)
    .map(([page, within]) => IPA_BASE + page * 0x1000n + within),
  fc.oneof(fc.constantFrom(0n, 0xfffffffffffff000n, 1n << 52n, 0xffff000000040000n), wide),
);

const length = mostly(
  fc
    .tuple(fc.constantFrom(0n, 1n, 1n, 1n, 2n, 2n, 3n, 4n, 5n), offset)
    .map(([pages, rest]) => pages * 0x1000n + rest),
  fc.oneof(
    fc.constantFrom(0x7ffff000n, 0x7fffffffn, 0x80000000n, 0x80001000n, 0x100001000n, (1n << 63n) + 0x1000n),
    fc.constantFrom(0xfffffffffffff000n, 0xfffffffffffc1000n, 0xffffffffffffffffn),
    wide.map((n) => n & ~0xfffn),
    wide,
  ),
);

/** Somewhere in the VMM's memory, often near an end of a page, and of all of it. */
const userAddress = fc
  .tuple(
    fc.constantFrom(-1n, 0n, 2n, 3n, 3n, 4n, 5n, 6n, 6n, 7n, 8n),
    fc.bigInt({ min: -300n, max: 300n }),
    fc.constantFrom(0n, 0n, 0n, 0n, 5n << 56n, 0xffn << 56n, 1n << 48n),
  )
  .map(([page, distance, top]) => BigInt.asUintN(64, USER_BASE + page * 0x1000n + distance) | top);
const anyAddress = mostly(
  userAddress,
  fc.oneof(fc.constantFrom(0n, 0xffff000000000000n, 0xffffffffffffff00n, 0xffffffffffffffffn), wide),
);

const reservedWord = mostly(fc.constant(0n), wide, 24);
const copyTagsStruct = fc.record({
  guest_ipa: guestIpa,
  length,
  addr: mostly(
    mostly(
      fc.constant(BUFFER),
      fc.nat(0x1000).map((n) => END - BigInt(n)),
      2,
    ),
    anyAddress,
    2,
  ),
  flags: mostly(fc.constantFrom(0n, 1n), fc.oneof(fc.constantFrom(2n, 3n, 1n << 32n, 1n << 63n), wide), 12),
  reserved: fc.tuple(reservedWord, reservedWord),
});

const tagBytes = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => ({
  address: BUFFER,
  bytes: Array.from({ length: 1024 }, (_, i) => (bytes[i % bytes.length] ?? 0) ^ (i >> 5)),
}));

const files = mostly(
  fc.constantFrom(FD_VM, FD_VM, FD_VM, FD_VM, FD_PLAIN_VM),
  fc.oneof(fc.constantFrom(0n, FD_KVM, 9n, (1n << 32n) + FD_VM, (1n << 32n) - 1n), wide),
);
const argument = mostly(fc.constant(STRUCT), anyAddress, 5);

const copying: fc.Arbitrary<Call> = fc
  .record({
    fd: files,
    argument,
    struct: copyTagsStruct,
    tags: tagBytes,
    high: mostly(fc.constant(0n), fc.constant(1n << 32n)),
  })
  .map(({ fd, argument: at, struct, tags, high }) => ({
    fd,
    request: KVM_ARM_MTE_COPY_TAGS + high,
    argument: at,
    stores: [tags, { address: at, bytes: structBytes(struct) }],
  }));

const capability = mostly(
  fc.constantFrom(...OLD_CAPABILITIES, ...RELEASES.map(mteCapability).filter((n) => n !== null)),
  fc.bigInt({ min: 1000n, max: 0xffffffffn }),
);

const enabling: fc.Arbitrary<Call> = fc
  .record({
    fd: files,
    argument,
    capability,
    flags: mostly(fc.constant(0n), fc.constantFrom(1n, 0x80000000n)),
  })
  .map(({ fd, argument: at, capability: cap, flags }) => ({
    fd,
    request: KVM_ENABLE_CAP,
    argument: at,
    stores: [
      {
        address: at,
        bytes: structBytes({
          guest_ipa: cap | (flags << 32n),
          length: 0n,
          addr: 0n,
          flags: 0n,
          reserved: [0n, 0n],
        }),
      },
    ],
  }));

const asking: fc.Arbitrary<Call> = fc
  .record({
    fd: mostly(fc.constantFrom(FD_KVM, FD_VM, FD_PLAIN_VM), files),
    request: fc.oneof(
      fc.constantFrom(KVM_CHECK_EXTENSION, KVM_GET_API_VERSION),
      fc.nat(0xffffffff).map(BigInt),
    ),
    argument: mostly(fc.oneof(fc.constant(0n), capability), wide),
  })
  .map((call) => ({ ...call, stores: [] }));

const calls = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: copying },
    { weight: 1, arbitrary: enabling },
    { weight: 1, arbitrary: asking },
  ),
  { minLength: 1, maxLength: 3 },
);

function samePage(a: Page, b: Page | undefined): boolean {
  return (
    a.backing === b?.backing &&
    a.valid === b.valid &&
    a.tags.every((tag, i) => tag === b.tags[i]) &&
    a.bytes.every((byte, i) => byte === b.bytes[i])
  );
}

/** A page in a form in which differences are legible. */
function shown({ backing, valid, tags, bytes }: Page): object {
  return { backing, valid, tags: tags.map((tag) => tag.toString(16)).join(''), bytes: bytes.toString() };
}

describe.each(RELEASES)('%s', (release) => {
  // Properties are for another test, and cost time.
  const system = { ...machineOf(quietVm, release), checks: [] };
  const start = initialState(system);

  test.each(batches(SEED, FEW, ALL))(
    'answers and does what the rules say, over $runs random sequences from seed $seed',
    ({ runs, seed }) => {
      fc.assert(
        fc.property(calls, (sequence) => {
          const world: World = { release, pages: pagesIn(system, start), plainVmHasMte: false };
          let state = start;
          for (const call of sequence) {
            const outcome = makeCall(system, call, state);
            expect(outcome.ret).toBe(expectedAnswer(world, call));
            ({ state } = outcome);
            const pages = pagesIn(system, state);
            if (!pages.every((page, i) => samePage(page, world.pages[i])))
              expect(pages.map(shown)).toEqual(world.pages.map(shown));
          }
        }),
        { numRuns: runs, seed },
      );
    },
  );
});
