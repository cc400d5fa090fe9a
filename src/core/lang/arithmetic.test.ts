/** Integers against BigInt: what C11 says of each operator, found out anew here, for every pair of types. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Machine } from '../machine/machine.ts';
import { copyState } from '../machine/state.ts';
import { initialState, runRoutine } from '../step/step.ts';
import type { System } from '../step/system.ts';
import { compileText, programOf } from './compiled.test-data.ts';
import { commonType, INT, INTEGER_TYPES, promotedType, type IntegerType } from './random/tape.ts';

const TYPES = INTEGER_TYPES.filter((t) => /^[us]\d+$|^bool$/.test(t.name));
const ARITHMETIC = ['+', '-', '*', '/', '%', '&', '|', '^'] as const;
const COMPARISONS = ['==', '!=', '<', '>', '<=', '>='] as const;
const SHIFTS = ['<<', '>>'] as const;
const LOGICAL = ['&&', '||'] as const;
const OPERATORS = [...ARITHMETIC, ...COMPARISONS, ...SHIFTS, ...LOGICAL];
type Operator = (typeof OPERATORS)[number];

function held(value: bigint, { bits, signed }: IntegerType): bigint {
  if (bits === 1) return value === 0n ? 0n : 1n;
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** `x op y`, its type and value; null where it is a fault. */
function expected(
  op: Operator,
  x: bigint,
  a: IntegerType,
  y: bigint,
  b: IntegerType,
): [IntegerType, bigint] | null {
  const truth = (holds: boolean): [IntegerType, bigint] => [INT, holds ? 1n : 0n];
  if (op === '&&') return truth(x !== 0n && y !== 0n);
  if (op === '||') return truth(x !== 0n || y !== 0n);
  if (op === '<<' || op === '>>') {
    const type = promotedType(a);
    if (y < 0n || y >= BigInt(type.bits)) return null;
    return [type, held(op === '<<' ? x << y : x >> y, type)];
  }
  const type = commonType(a, b);
  const [l, r] = [held(x, type), held(y, type)];
  if ((op === '/' || op === '%') && r === 0n) return null;
  switch (op) {
    case '+': return [type, held(l + r, type)];
    case '-': return [type, held(l - r, type)];
    case '*': return [type, held(l * r, type)];
    case '/': return [type, held(l / r, type)];
    case '%': return [type, held(l % r, type)];
    case '&': return [type, held(l & r, type)];
    case '|': return [type, held(l | r, type)];
    case '^': return [type, held(l ^ r, type)];
    case '==': return truth(l === r);
    case '!=': return truth(l !== r);
    case '<': return truth(l < r);
    case '>': return truth(l > r);
    case '<=': return truth(l <= r);
    case '>=': return truth(l >= r);
  } // prettier-ignore
}

/** Values near the edges of every type, and any. */
const VALUES = fc.oneof(
  fc.constantFrom(...[0n, 1n, 2n, 31n, 32n, 63n, 64n, 127n, 128n, 255n, 256n, 32767n, 32768n, 65535n, 65536n].flatMap((v) => [v, -v])), // prettier-ignore
  fc.constantFrom(...[31n, 32n, 33n, 63n].flatMap((bit) => [1n << bit, (1n << bit) - 1n, -(1n << bit), (1n << bit) + 1n])), // prettier-ignore
  fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }),
);

/** One routine for each operator and pair of types, on globals `x_<type>` and `y_<type>`. */
const pairs = TYPES.flatMap((a) => TYPES.map((b) => [a, b] as const));
const routineName = (i: number, a: IntegerType, b: IntegerType): string => `r${i}_${a.name}_${b.name}`;
const text = [
  ...TYPES.map((t) => `${t.name} x_${t.name}, y_${t.name};`),
  ...pairs.flatMap(([a, b]) =>
    OPERATORS.map((op, i) => `u64 ${routineName(i, a, b)}(void) { return x_${a.name} ${op} y_${b.name}; }`),
  ),
].join('\n');

function systemOf(program: System['program']): System {
  return { program, primitives: [], checks: [], prologue: '', resident: [], writeUser: () => false };
}

describe('compiled operators', () => {
  const program = programOf(text, {
    routines: pairs.flatMap(([a, b]) => OPERATORS.map((_, i) => routineName(i, a, b))),
  });
  const system = systemOf(program);
  const start = initialState(system);

  test.each(TYPES)('$name with every type', (a) => {
    fc.assert(
      fc.property(VALUES, VALUES, fc.constantFrom(...TYPES), (v, w, b) => {
        const [x, y] = [held(v, a), held(w, b)];
        const machine = new Machine(copyState(start), null);
        const put = (name: string, value: bigint, type: IntegerType): void => {
          const at = program.globals.get(name)?.address ?? 0;
          machine.words[at] = Number(BigInt.asUintN(32, value));
          if (type.bits === 64) machine.words[at + 1] = Number(BigInt.asUintN(32, value >> 32n));
        };
        put(`x_${a.name}`, x, a);
        put(`y_${b.name}`, y, b);
        OPERATORS.forEach((op, i) => {
          const result = expected(op, x, a, y, b);
          const found = runRoutine(system, machine, routineName(i, a, b));
          // A routine that stops in a fault gives -1; a result is converted to u64, with its sign.
          expect([op, found]).toEqual([op, result === null ? -1n : BigInt.asUintN(64, result[1])]);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('constants', () => {
  const literalOf = (value: bigint, type: IntegerType): string =>
    `((${type.name})${value < 0n ? `(-${String(-value)}${-value > 0x7fffffffffffffffn ? 'ul' : ''})` : `${String(value)}ul`})`;

  test('are what the machine would make of them', () => {
    fc.assert(
      fc.property(VALUES, VALUES, fc.constantFrom(...TYPES), fc.constantFrom(...TYPES), (v, w, a, b) => {
        const [x, y] = [held(v, a), held(w, b)];
        OPERATORS.forEach((op) => {
          const result = expected(op, x, a, y, b);
          const compiled = compileText(`#define X ${literalOf(x, a)} ${op} ${literalOf(y, b)}`);
          const value = 'program' in compiled ? compiled.program.constants.get('X') : null;
          expect([op, value]).toEqual([op, result === null ? null : result[1]]);
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('conversions and single operands', () => {
  const program = programOf(
    [
      ...TYPES.map((t) => `${t.name} x_${t.name};`),
      ...pairs.map(([a, b]) => `u64 to_${a.name}_${b.name}(void) { return (${b.name})x_${a.name}; }`),
      ...pairs.map(
        ([a, b]) => `u64 set_${a.name}_${b.name}(void) { x_${b.name} = x_${a.name}; return x_${b.name}; }`,
      ),
      ...TYPES.flatMap((t) =>
        ['-', '~', '!', '+'].map((op, i) => `u64 one${i}_${t.name}(void) { return ${op}x_${t.name}; }`),
      ),
      ...TYPES.flatMap((t) =>
        ['++', '--'].map(
          (op, i) =>
            `u64 pre${i}_${t.name}(void) { return ${op}x_${t.name}; }\nu64 post${i}_${t.name}(void) { return x_${t.name}${op}; }`,
        ),
      ),
    ].join('\n'),
    {
      routines: [
        ...pairs.flatMap(([a, b]) => [`to_${a.name}_${b.name}`, `set_${a.name}_${b.name}`]),
        ...TYPES.flatMap((t) => [0, 1, 2, 3].map((i) => `one${i}_${t.name}`)),
        ...TYPES.flatMap((t) => [0, 1].flatMap((i) => [`pre${i}_${t.name}`, `post${i}_${t.name}`])),
      ],
    },
  );
  const system = systemOf(program);
  const start = initialState(system);
  const giving = (name: string, type: IntegerType, x: bigint): bigint => {
    const machine = new Machine(copyState(start), null);
    const at = program.globals.get(`x_${type.name}`)?.address ?? 0;
    machine.words[at] = Number(BigInt.asUintN(32, x));
    if (type.bits === 64) machine.words[at + 1] = Number(BigInt.asUintN(32, x >> 32n));
    return runRoutine(system, machine, name);
  };
  const wide = (value: bigint): bigint => BigInt.asUintN(64, value);

  test.each(TYPES)('of $name', (a) => {
    fc.assert(
      fc.property(VALUES, (v) => {
        const x = held(v, a);
        const type = promotedType(a);
        for (const b of TYPES) {
          expect(giving(`to_${a.name}_${b.name}`, a, x)).toBe(wide(held(x, b)));
          expect(giving(`set_${a.name}_${b.name}`, a, x)).toBe(wide(held(x, b)));
        }
        expect(giving(`one0_${a.name}`, a, x)).toBe(wide(held(-x, type)));
        expect(giving(`one1_${a.name}`, a, x)).toBe(wide(held(~x, type)));
        expect(giving(`one2_${a.name}`, a, x)).toBe(x === 0n ? 1n : 0n);
        expect(giving(`one3_${a.name}`, a, x)).toBe(wide(x));
        [1n, -1n].forEach((by, i) => {
          const changed = held(held(x + by, type), a);
          expect(giving(`pre${i}_${a.name}`, a, x)).toBe(wide(changed));
          expect(giving(`post${i}_${a.name}`, a, x)).toBe(wide(x));
        });
      }),
      { numRuns: 40 },
    );
  });
});
