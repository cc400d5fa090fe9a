/**
 * The kernel's access to user memory: LDTR and STTR style, checked against the user's page table, not against tags. A copy stops at
 * the exact byte that faults. Source: Arm ARM C6 (LDTRB, STTRB); Linux copy_from_user returns the bytes not copied.
 */
import type { Call, Primitive } from '../machine/primitive.ts';
import { GRANULES_A_PAGE, setTag, tagAt } from '../machine/state.ts';
import type { Hardware } from './hardware.ts';
import { tagsArgument } from './tag-blocks.ts';
import { walk } from './walk.ts';

/** get_user(table, uaddr): the byte, or minus a fault. */
export function getUser(hw: Hardware): Primitive {
  return (call) => {
    const t = walk(call.machine, hw, 'user', call.low(0), call.wide(1), false);
    if (t.fault !== 0) {
      call.give(-t.fault);
      return;
    }
    call.machine.notePage('read', hw.dataPage + t.frame, t.offset, t.offset + 1, 'kernel');
    call.give(call.machine.page(hw.dataPage + t.frame)[t.offset] ?? 0);
  };
}

/** put_user(table, uaddr, byte): 0, or minus a fault. */
export function putUser(hw: Hardware): Primitive {
  return (call) => {
    const t = walk(call.machine, hw, 'user', call.low(0), call.wide(1), true);
    if (t.fault !== 0) {
      call.give(-t.fault);
      return;
    }
    call.machine.notePage('write', hw.dataPage + t.frame, t.offset, t.offset + 1, 'kernel');
    call.machine.ownPage(hw.dataPage + t.frame)[t.offset] = call.low(2) & 0xff;
  };
}

/** copy_from_user(to, table, uaddr, bytes): whole u64s into consecutive words from `to`; gives the bytes not copied, whole u64s too. */
export function copyFromUser(hw: Hardware): Primitive {
  return (call) => {
    const { machine: m } = call;
    const to = call.low(0);
    const bytes = call.low(3);
    if (bytes % 8 !== 0 || !holdsWords(call, to, bytes / 8)) {
      call.refuse();
      return;
    }
    for (let done = 0; done < bytes; done += 8) {
      const value: number[] = [];
      for (let i = 0; i < 8; i++) {
        const t = walk(m, hw, 'user', call.low(1), call.wide(2) + BigInt(done + i), false);
        if (t.fault !== 0) {
          call.give(bytes - done);
          return;
        }
        if (i === 0 || t.offset === 0)
          m.notePage('read', hw.dataPage + t.frame, t.offset, Math.min(4096, t.offset + 8 - i), 'kernel');
        value.push(m.page(hw.dataPage + t.frame)[t.offset] ?? 0);
      }
      for (let half = 0; half < 2; half++) {
        m.words[to + done / 4 + half] = value
          .slice(4 * half, 4 * half + 4)
          .reduce((word, byte, i) => word | (byte << (8 * i)), 0);
      }
      m.noteWords('write', to + done / 4, 2);
    }
  };
}

/** Whether `count` 64-bit numbers lie one after the other. */
function holdsWords(call: Call, from: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (!call.holdsWide(from + 2 * i)) return false;
  return true;
}

/** How many of `n` tags lie within the page of a user address and within a page of tags. */
function groupSize(uaddr: bigint, granule: number, n: number): number {
  return Math.max(0, Math.min(n, 4096 - Number(uaddr & 0xfffn), GRANULES_A_PAGE - granule));
}

/** put_user_tags(table, uaddr, t, granule, n): coarse. Tags to user memory, one a byte, up to the end of the user page; how many. */
export function putUserTags(hw: Hardware): Primitive {
  return (call) => {
    const { machine: m } = call;
    const tags = tagsArgument(call, 2);
    const t = walk(m, hw, 'user', call.low(0), call.wide(1), true);
    if (tags < 0 || t.fault !== 0) return;
    const granule = call.low(3);
    const n = groupSize(call.wide(1), granule, call.low(4));
    const page = m.ownPage(hw.dataPage + t.frame);
    for (let i = 0; i < n; i++) page[t.offset + i] = tagAt(m.page(tags), granule + i);
    m.notePage('read', tags, granule, granule + n, 'kernel');
    m.notePage('write', hw.dataPage + t.frame, t.offset, t.offset + n, 'kernel');
    call.give(n);
  };
}

/** get_user_tags(table, uaddr, t, granule, n): coarse. The other way; of each byte the low nibble. */
export function getUserTags(hw: Hardware): Primitive {
  return (call) => {
    const { machine: m } = call;
    const tags = tagsArgument(call, 2);
    const t = walk(m, hw, 'user', call.low(0), call.wide(1), false);
    if (tags < 0 || t.fault !== 0) return;
    const granule = call.low(3);
    const n = groupSize(call.wide(1), granule, call.low(4));
    const page = m.ownPage(tags);
    for (let i = 0; i < n; i++)
      setTag(page, granule + i, (m.page(hw.dataPage + t.frame)[t.offset + i] ?? 0) & 0xf);
    m.notePage('read', hw.dataPage + t.frame, t.offset, t.offset + n, 'kernel');
    m.notePage('write', tags, granule, granule + n, 'kernel');
    call.give(n);
  };
}
