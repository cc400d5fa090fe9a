import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ABSENT, Columns, PairMap, RowTable, hash } from './intern.ts';
import { NumberRows } from './number-rows.ts';

/** Few numbers, so that rows repeat; and some that need all 32 bits. */
const number = fc.oneof(fc.nat(2), fc.constantFrom(0xffff, 0x10000, 0xffff_ffff));
const rowsOf = (width: number, maxLength: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(number, { minLength: width, maxLength: width }), { maxLength });

/** What a table of rows ought to do. */
class Model {
  readonly ids = new Map<string, number>();
  intern(row: readonly number[]): number {
    const key = row.join();
    const id = this.ids.get(key) ?? this.ids.size;
    this.ids.set(key, id);
    return id;
  }
}

describe.each([
  ['RowTable', (width: number) => new RowTable(width)],
  ['NumberRows', (width: number) => new NumberRows(width)],
])('%s', (_, make) => {
  test('equal rows have one number, others the next', () => {
    fc.assert(
      fc.property(rowsOf(3, 200), (rows) => {
        const table = make(3);
        const model = new Model();
        for (const row of rows) {
          const id = table.intern(Uint32Array.from(row));
          expect(id).toBe(model.intern(row));
          expect([0, 1, 2].map((column) => table.at(id, column))).toEqual(row);
          expect(table.size).toBe(model.ids.size);
        }
      }),
    );
  });

  test('thousands of rows keep their numbers and their words', () => {
    const table = make(2);
    const before = table.bytes;
    const row = (i: number): Uint32Array => Uint32Array.of(i % 97, Math.imul(i, i));
    const ids = Array.from({ length: 6000 }, (_, i) => table.intern(row(i)));
    expect(new Set(ids).size).toBe(table.size);
    expect(table.bytes).toBeGreaterThan(before);
    ids.forEach((id, i) => {
      expect(table.intern(row(i))).toBe(id);
      expect(Uint32Array.of(table.at(id, 0), table.at(id, 1))).toEqual(row(i));
    });
  });

  test('only the words of the width count', () => {
    const table = make(1);
    expect(table.intern(Uint32Array.of(4, 1))).toBe(table.intern(Uint32Array.of(4, 2)));
  });
});

describe('RowTable', () => {
  test('a new column is the same in every row, and rows keep their numbers', () => {
    fc.assert(
      fc.property(rowsOf(2, 60), number, rowsOf(3, 60), (rows, value, wider) => {
        const table = new RowTable(2);
        const model = new Model();
        for (const row of rows) table.intern(Uint32Array.from(row));
        table.addColumn(value);
        for (const row of rows.map((r) => [...r, value]).concat(wider)) {
          const id = table.intern(Uint32Array.from(row));
          expect(id).toBe(model.intern(row));
          expect([0, 1, 2].map((column) => table.at(id, column))).toEqual(row);
        }
        expect(table.size).toBe(model.ids.size);
      }),
    );
  });

  test('columns can be added from none on, and to a grown table', () => {
    const table = new RowTable(0);
    expect(table.intern(Uint32Array.of())).toBe(0);
    expect(table.intern(Uint32Array.of())).toBe(0);
    table.addColumn(5);
    expect(table.intern(Uint32Array.of(5))).toBe(0);
    for (let i = 0; i < 3000; i++) expect(table.intern(Uint32Array.of(10 + i))).toBe(1 + i);
    table.addColumn(0xffff_ffff);
    for (let i = 0; i < 3000; i++) {
      expect(table.intern(Uint32Array.of(10 + i, 0xffff_ffff))).toBe(1 + i);
      expect(table.at(1 + i, 0)).toBe(10 + i);
    }
    for (let i = 0; i < 3000; i++) expect(table.intern(Uint32Array.of(i, 1))).toBe(3001 + i);
    expect(table.size).toBe(6001);
  });
});

test('a hash is of the words between, and of how many they are', () => {
  fc.assert(
    fc.property(fc.uint32Array({ maxLength: 8 }), fc.uint32Array({ maxLength: 8 }), (before, words) => {
      const within = Uint32Array.from([...before, ...words, 1]);
      expect(hash(within, before.length, words.length)).toBe(hash(words, 0, words.length));
    }),
  );
  expect(hash(new Uint32Array(4), 0, 3)).not.toBe(hash(new Uint32Array(4), 0, 4));
});

describe('PairMap', () => {
  test('holds a number for each pair it was given, and no other', () => {
    const pair = fc.tuple(fc.nat(40), fc.nat(40));
    const entries = fc.uniqueArray(fc.tuple(pair, fc.integer({ min: -1, max: 0x7fff_ffff })), {
      selector: ([key]) => key.join(),
      maxLength: 200,
    });
    fc.assert(
      fc.property(entries, fc.array(pair), (given, asked) => {
        const map = new PairMap();
        const model = new Map<string, number>();
        for (const [[a, b], value] of given) {
          expect(map.get(a, b)).toBe(ABSENT);
          map.set(a, b, value);
          model.set(`${a},${b}`, value);
        }
        for (const [a, b] of [...asked, ...given.map(([key]) => key)])
          expect(map.get(a, b)).toBe(model.get(`${a},${b}`) ?? ABSENT);
      }),
    );
  });

  test('keeps all when it grows', () => {
    const map = new PairMap();
    const before = map.bytes;
    for (let i = 0; i < 5000; i++) map.set(i, i % 7, 3 * i);
    expect(map.bytes).toBeGreaterThan(before);
    for (let i = 0; i < 5000; i++) {
      expect(map.get(i, i % 7)).toBe(3 * i);
      expect(map.get(i, 7 + (i % 7))).toBe(ABSENT);
    }
  });

  test('a pair is not its reverse', () => {
    const map = new PairMap();
    map.set(1, 2, 12);
    expect(map.get(2, 1)).toBe(ABSENT);
  });
});

describe('Columns', () => {
  const signed = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });

  test('rows hold what was added, then what was put', () => {
    const row = fc.tuple(signed, signed, signed, signed);
    const puts = fc.array(fc.tuple(fc.nat(3), fc.nat(), signed));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), puts, (rows, changes) => {
        const columns = new Columns(4);
        const model = rows.map((r) => [...r]);
        rows.forEach((r, i) => {
          expect(columns.add(...r)).toBe(i);
        });
        for (const [column, any, value] of changes) {
          columns.put(column, any % rows.length, value);
          (model[any % rows.length] ?? [])[column] = value;
        }
        expect(columns.size).toBe(rows.length);
        expect(rows.map((_, i) => [0, 1, 2, 3].map((column) => columns.at(column, i)))).toEqual(model);
      }),
    );
  });

  test('all columns grow together', () => {
    const columns = new Columns(3);
    const before = columns.bytes;
    for (let i = 0; i < 5000; i++) columns.add(i, -i, i ^ 0x55);
    expect(columns.bytes).toBeGreaterThan(before);
    for (let i = 0; i < 5000; i++)
      expect([0, 1, 2].map((column) => columns.at(column, i))).toEqual([i, i === 0 ? 0 : -i, i ^ 0x55]);
  });

  test('what was not given is 0; a column or row that is not there gives -1', () => {
    const columns = new Columns(2);
    columns.add(5);
    expect(columns.at(1, 0)).toBe(0);
    expect(columns.at(2, 0)).toBe(-1);
    expect(columns.at(0, 100_000)).toBe(-1);
  });
});
