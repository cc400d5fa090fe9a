/** The instructions that compute, as Promela: ints of 32 bits that wrap, 64-bit values as two of them. */
import { Fault, Op } from '../lang/code.ts';
import { literal } from './promela-memory.ts';

/** How a slot is written. */
export type Slot = (slot: number) => string;

/** Text of one instruction, or null if it is none of these. `fault` is what to do where it cannot be worked out. */
export function arithmetic(
  [op, a, b, c, d]: readonly [number, number, number, number, number],
  r: Slot,
  fault: (code: number) => string,
): string | null {
  const [A, B, C] = [r(a), r(b), r(c)];
  const [A1, B1, C1] = [r(a + 1), r(b + 1), r(c + 1)];
  const pair = (low: string, high: string): string => `h_l = ${low}; h_h = ${high}; ${A} = h_l; ${A1} = h_h;`;
  const both = (o: string): string => pair(`${B} ${o} ${C}`, `${B1} ${o} ${C1}`);
  const less = (x: string, y: string): string => (d === 1 ? `(${x} < ${y})` : `LTU(${x}, ${y})`);
  const less64 = (x: number, y: number): string =>
    `(${r(x + 1)} == ${r(y + 1)} -> LTU(${r(x)}, ${r(y)}) : ${less(r(x + 1), r(y + 1))})`;
  const guarded = (bad: string, code: number, good: string): string =>
    `if :: ${bad} -> ${fault(code)} :: else -> ${good} fi;`;
  switch (op) {
    case Op.CONST:
      return `${A} = ${literal(b)};`;
    case Op.CONST64:
      return `${A} = ${literal(b)}; ${A1} = ${literal(c)};`;
    case Op.MOVE:
      return `${A} = ${B};`;
    case Op.MOVE64:
      return pair(B, B1);
    case Op.NARROW:
      if (d === 1) return `${A} = (${B} << ${32 - c}) >> ${32 - c};`;
      return c >= 32 ? `${A} = ${B};` : `${A} = ${B} & ${literal(2 ** c - 1)};`;
    case Op.WIDEN:
      return pair(B, c === 1 ? `${B} >> 31` : '0');
    case Op.TRUTH:
      return `${A} = (${B} != 0);`;
    case Op.TRUTH64:
      return `${A} = ((${B} | ${B1}) != 0);`;
    case Op.ADD:
      return `${A} = ${B} + ${C};`;
    case Op.SUB:
      return `${A} = ${B} - ${C};`;
    case Op.MUL:
      return `${A} = ${B} * ${C};`;
    case Op.DIV:
    case Op.REM:
      return guarded(
        `${C} == 0`,
        Fault.division,
        `divide(${B}, ${C}, ${d}); ${A} = ${op === Op.DIV ? 'h_q' : 'h_r'}`,
      );
    case Op.AND:
      return `${A} = ${B} & ${C};`;
    case Op.OR:
      return `${A} = ${B} | ${C};`;
    case Op.XOR:
      return `${A} = ${B} ^ ${C};`;
    case Op.SHL:
      return guarded(`(${C} < 0 || ${C} > 31)`, Fault.shift, `${A} = ${B} << ${C}`);
    case Op.SHR:
      return guarded(
        `(${C} < 0 || ${C} > 31)`,
        Fault.shift,
        d === 1 ? `${A} = ${B} >> ${C}` : `${A} = LSR(${B}, ${C})`,
      );
    case Op.ADD64:
      return `h_l = ${B} + ${C}; h_h = ${B1} + ${C1} + LTU(h_l, ${B}); ${A} = h_l; ${A1} = h_h;`;
    case Op.SUB64:
      return `h_l = ${B} - ${C}; h_h = ${B1} - ${C1} - LTU(${B}, ${C}); ${A} = h_l; ${A1} = h_h;`;
    case Op.MUL64:
      return `multiply(${B}, ${B1}, ${C}, ${C1}); ${A} = h_l; ${A1} = h_h;`;
    case Op.DIV64:
    case Op.REM64:
      return guarded(
        `(${C} | ${C1}) == 0`,
        Fault.division,
        `divide64(${B}, ${B1}, ${C}, ${C1}, ${d}); ${
          op === Op.DIV64 ? `${A} = h_l; ${A1} = h_h` : `${A} = h_rl; ${A1} = h_rh`
        }`,
      );
    case Op.AND64:
      return both('&');
    case Op.OR64:
      return both('|');
    case Op.XOR64:
      return both('^');
    case Op.SHL64:
    case Op.SHR64:
      return guarded(
        `(${C} < 0 || ${C} > 63)`,
        Fault.shift,
        `${op === Op.SHL64 ? 'shift_left' : d === 1 ? 'shift_signed' : 'shift_right'}(${B}, ${B1}, ${C}); ${A} = h_l; ${A1} = h_h`,
      );
    case Op.EQ:
      return `${A} = (${B} == ${C});`;
    case Op.LT:
      return `${A} = ${less(B, C)};`;
    case Op.LE:
      return `${A} = !${less(C, B)};`;
    case Op.EQ64:
      return `${A} = (${B} == ${C} && ${B1} == ${C1});`;
    case Op.LT64:
      return `${A} = ${less64(b, c)};`;
    case Op.LE64:
      return `${A} = !${less64(c, b)};`;
    case Op.OFFSET:
      return `${A} = (${B} == 0 -> 0 : ${B} + ${C} * ${literal(d)});`;
    case Op.BOUNDS:
      return `if :: !LTU(${A}, ${literal(b)}) -> ${fault(Fault.index)} :: else fi;`;
    default:
      return null;
  }
}

/** What the text above calls; results in h_l (low) and h_h (high), of a remainder in h_rl and h_rh. */
export const ARITHMETIC_INLINES = `
inline shift_left(lo, hi, n) {
  h_s = n;
  if :: h_s == 0 -> h_l = lo; h_h = hi
  :: h_s > 0 && h_s < 32 -> h_h = (hi << h_s) | LSR(lo, 32 - h_s); h_l = lo << h_s
  :: else -> h_h = lo << (h_s - 32); h_l = 0
  fi
}
inline shift_right(lo, hi, n) {
  h_s = n;
  if :: h_s == 0 -> h_l = lo; h_h = hi
  :: h_s > 0 && h_s < 32 -> h_l = (hi << (32 - h_s)) | LSR(lo, h_s); h_h = LSR(hi, h_s)
  :: else -> h_l = LSR(hi, h_s - 32); h_h = 0
  fi
}
inline shift_signed(lo, hi, n) {
  h_s = n;
  if :: h_s == 0 -> h_l = lo; h_h = hi
  :: h_s > 0 && h_s < 32 -> h_l = (hi << (32 - h_s)) | LSR(lo, h_s); h_h = hi >> h_s
  :: else -> h_l = hi >> (h_s - 32); h_h = hi >> 31
  fi
}
/* Quotient and remainder of 32 bits: h_q, h_r. Unsigned ones by halving what has the top bit. */
inline divide(x, y, signed) {
  h_a = x; h_n = y;
  if
  :: signed && h_n == (0 - 1) -> h_q = 0 - h_a; h_r = 0
  :: (signed && h_n != (0 - 1)) || (!signed && h_a >= 0 && h_n > 0) -> h_q = h_a / h_n; h_r = h_a % h_n
  :: !signed && h_n < 0 -> h_q = !LTU(h_a, h_n); h_r = h_a - h_q * h_n
  :: else ->
    h_q = (LSR(h_a, 1) / h_n) << 1;
    h_r = h_a - h_q * h_n;
    if :: !LTU(h_r, h_n) -> h_q++; h_r = h_r - h_n :: else fi
  fi
}
/* By halves of 16 bits, whose products fit. */
inline multiply(xl, xh, yl, yh) {
  h_a = (xl & 65535) * (yl & 65535);
  h_n = (xl & 65535) * LSR(yl, 16);
  h_q = LSR(xl, 16) * (yl & 65535);
  h_s = LSR(h_a, 16) + (h_n & 65535) + (h_q & 65535);
  h_h = LSR(xl, 16) * LSR(yl, 16) + LSR(h_n, 16) + LSR(h_q, 16) + LSR(h_s, 16) + xl * yh + xh * yl;
  h_l = (h_a & 65535) | (h_s << 16)
}
/* Bit by bit, on magnitudes. */
inline divide64(xl, xh, yl, yh, signed) {
  h_l = xl; h_h = xh; h_a = yl; h_n = yh;
  h_q = signed && (h_h < 0);
  h_r = signed && (h_n < 0);
  if :: h_q -> h_h = ~h_h + (h_l == 0); h_l = 0 - h_l :: else fi;
  if :: h_r -> h_n = ~h_n + (h_a == 0); h_a = 0 - h_a :: else fi;
  h_rl = 0; h_rh = 0; h_i = 0;
  do
  :: h_i < 64 ->
    h_s = LSR(h_rh, 31);
    h_rh = (h_rh << 1) | LSR(h_rl, 31); h_rl = (h_rl << 1) | LSR(h_h, 31);
    h_h = (h_h << 1) | LSR(h_l, 31); h_l = h_l << 1;
    if
    :: h_s || (h_rh == h_n -> !LTU(h_rl, h_a) : LTU(h_n, h_rh)) ->
      h_rh = h_rh - h_n - LTU(h_rl, h_a); h_rl = h_rl - h_a; h_l = h_l | 1
    :: else
    fi;
    h_i++
  :: else -> break
  od;
  if :: h_q -> h_rh = ~h_rh + (h_rl == 0); h_rl = 0 - h_rl :: else fi;
  if :: h_q != h_r -> h_h = ~h_h + (h_l == 0); h_l = 0 - h_l :: else fi
}
`;
