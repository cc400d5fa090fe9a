/** When a thread that waits can go on: the condition of its wait_until as one Promela expression, worked out from the instructions. */
import { NO_SLOT, Op } from '../lang/code.ts';
import type { ThreadCode } from '../lang/program.ts';
import type { Slot } from './promela-arithmetic.ts';
import { Refusal, rowAt } from './promela-code.ts';
import { literal, loadAt, type Memory } from './promela-memory.ts';

/** Whether the step that rests at `from` can be taken. A step that ends in a fault can. */
export function canGoOn(code: ThreadCode, from: number, slot: Slot, memory: Memory): string {
  const known = new Map<number, string>();
  const r: Slot = (s) => known.get(s) ?? slot(s);
  /** What must hold for the access to be none that faults. */
  let sound = '1';
  for (let at = from; ; at++) {
    const [op, a, b, c, d, e] = rowAt(code, at);
    const set = (value: string): void => {
      known.set(a, `(${value})`);
    };
    const access = (cls: number): ((i: number) => string) => {
      if (b === NO_SLOT) return (i) => memory.load(c + i);
      const address = `${r(b)} + ${literal(c)}`;
      sound = `(${r(b)} != 0 && ${memory.holds(address, cls)})`;
      return (i) => loadAt(`${address} + ${i}`);
    };
    switch (op) {
      case Op.LOAD: {
        const load = access(e);
        const [low, high] = [load(0), load(1)];
        known.set(a, low);
        if (d === 2) known.set(a + 1, high);
        break;
      }
      case Op.EXCHANGE: {
        const load = access(code.info[at]?.touches ?? 0);
        known.set(a, load(0));
        if ((e & 3) === 2) known.set(a + 1, load(1));
        break;
      }
      case Op.BIT: {
        const load = access(-64);
        const bit = r(d);
        sound = `(${sound} && ${bit} >= 0 && ${bit} < 64 && ${r(d + 1)} == 0)`;
        set(`((${bit} < 32 -> ${load(0)} : ${load(1)}) & (1 << (${bit} & 31))) != 0`);
        break;
      }
      case Op.CONST:
        set(literal(b));
        break;
      case Op.CONST64:
        known.set(a, literal(b));
        known.set(a + 1, literal(c));
        break;
      case Op.MOVE:
        set(r(b));
        break;
      case Op.TRUTH:
        set(`${r(b)} != 0`);
        break;
      case Op.TRUTH64:
        set(`(${r(b)} | ${r(b + 1)}) != 0`);
        break;
      case Op.AND:
        set(`${r(b)} & ${r(c)}`);
        break;
      case Op.EQ:
        set(`${r(b)} == ${r(c)}`);
        break;
      case Op.EQ64:
        set(`${r(b)} == ${r(c)} && ${r(b + 1)} == ${r(c + 1)}`);
        break;
      case Op.LT:
        set(d === 1 ? `${r(b)} < ${r(c)}` : `LTU(${r(b)}, ${r(c)})`);
        break;
      case Op.LE:
        set(d === 1 ? `${r(b)} <= ${r(c)}` : `!LTU(${r(c)}, ${r(b)})`);
        break;
      case Op.WAIT:
        return `(!${sound} || ${r(a)} != 0)`;
      default:
        throw new Refusal('a thread waits for a condition that the export cannot write as one expression');
    }
  }
}
