import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choice } from '../core/step/record.ts';
import { decodeLink, encodeLink } from './link.ts';
import { readShared, writeShared, type SharedRun } from '../core/formats/shared-run.ts';

const u64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

const choice: fc.Arbitrary<Choice> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('step' as const), thread: fc.nat(4) }) },
  fc.record({ kind: fc.constant('step' as const), thread: fc.nat(4), outcome: fc.nat(3) }),
  fc.record({
    kind: fc.constant('call' as const),
    mailbox: fc.nat(2),
    nr: u64,
    args: fc.array(u64, { maxLength: 6 }),
    writes: fc.array(
      fc.record({ address: u64, bytes: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 48 }) }),
      { maxLength: 3 },
    ),
  }),
);

const always: fc.Arbitrary<SharedRun> = fc.record({
  scenario: fc.string({ maxLength: 30 }),
  release: fc.string({ maxLength: 30 }),
  step: fc.nat(500),
  digest: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map((n) => n.toString(16).padStart(16, '0')),
  theme: fc.option(fc.constantFrom('light', 'dark', 'projector')),
  view: fc.array(fc.string({ maxLength: 12 }), { maxLength: 3 }),
  choices: fc.array(choice, { maxLength: 60 }),
  edits: fc
    .array(fc.tuple(fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 300 })), {
      maxLength: 3,
    })
    .map((entries) => new Map(entries)),
});
const run: fc.Arbitrary<SharedRun> = fc.oneof(
  always,
  fc
    .tuple(always, fc.string({ unit: 'grapheme', maxLength: 300 }))
    .map(([shared, file]) => ({ ...shared, file })),
);

describe('a link', () => {
  test('gives back what was put into it', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (shared) => {
        expect(await decodeLink(await encodeLink(shared))).toEqual({ shared, problem: null });
      }),
    );
  });

  test('that is damaged in any place never throws, and says so', async () => {
    await fc.assert(
      fc.asyncProperty(run, fc.nat(), fc.string({ minLength: 1, maxLength: 3 }), async (shared, at, put) => {
        const link = await encodeLink(shared);
        const start = '#run='.length;
        const place = start + (at % (link.length - start));
        const damaged = link.slice(0, place) + put + link.slice(place + put.length);
        const same = /[^\w-]/.test(put) ? null : damaged === link;
        const reading = await decodeLink(damaged);
        // Characters that base64 does not know are passed over; all else is noticed.
        if (same === false && reading?.problem === null) expect(reading.shared).toEqual(shared);
      }),
    );
  });

  test('that is cut off says so and keeps what stands in front', async () => {
    await fc.assert(
      fc.asyncProperty(run, fc.nat(), async (shared, at) => {
        const link = await encodeLink(shared);
        const kept = '#run=1.'.length + (at % (link.length - '#run=1.'.length));
        const reading = await decodeLink(link.slice(0, kept));
        expect(reading?.problem).toMatch(/^This link .+\.$/);
        for (const [field, value] of Object.entries(reading?.shared ?? {})) {
          expect(value).toEqual(shared[field as keyof SharedRun]);
        }
      }),
    );
  });

  test('of any text at all never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        await decodeLink(`#run=${text}`);
        await decodeLink(`#run=1.${text}`);
        expect(await decodeLink(text.startsWith('#run=') ? '' : text)).toBeNull();
      }),
    );
  });

  test('from another version says which, and keeps what both know', async () => {
    const [shared] = fc.sample(run, { numRuns: 1, seed: 7 });
    if (shared === undefined) throw new Error('no sample');
    const link = (await encodeLink(shared)).replace('#run=1.', '#run=7.');
    const reading = await decodeLink(link);
    expect(reading?.problem).toContain('its format is 7, this one reads 1');
    expect(reading?.shared).toEqual(shared);
  });

  test('of an ordinary run is short', async () => {
    const choices = Array.from({ length: 60 }, (_, i): Choice => ({ kind: 'step', thread: (i >> 3) & 1 }));
    const link = await encodeLink({
      scenario: 'isolation',
      release: 'v11',
      step: 60,
      digest: '0123456789abcdef',
      theme: 'light',
      view: ['Threads'],
      choices,
      edits: new Map(),
    });
    expect(link.length).toBeLessThan(300);
  });
});

describe('a file', () => {
  test('gives back what was put into it', () => {
    fc.assert(
      fc.property(run, (shared) => {
        expect(readShared(writeShared(shared, 2), 'This file')).toEqual({ shared, problem: null });
      }),
    );
  });

  test('of any JSON at all never throws', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readShared(text, 'This file').problem).toMatch(/^This file .+\.$/);
      }),
    );
  });

  test('with a field of another kind keeps the others and names it', () => {
    const reading = readShared('{"tagscope":1,"scenario":"isolation","release":5}', 'This file');
    expect(reading.shared).toEqual({ scenario: 'isolation' });
    expect(reading.problem).toContain('release');
  });

  test.each([
    ['more steps than a run may have', ['0*50000', '1']],
    ['a call without its number', [{ mailbox: 0, args: [] }]],
    ['a call with half a byte', [{ mailbox: 0, call: '0x1', args: [], writes: [['0x0', 'abc']] }]],
    ['no steps', [7]],
  ])('with %s loses its choices, and nothing else', (_, choices) => {
    const reading = readShared(JSON.stringify({ tagscope: 1, scenario: 'isolation', choices }), 'This file');
    expect(reading.shared).toEqual({ scenario: 'isolation' });
    expect(reading.problem).toContain('choices');
  });
});
