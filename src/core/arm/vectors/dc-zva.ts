/**
 * Lines that record a mistake of QEMU's user mode, and what they should have said.
 *
 * DC ZVA that is tag checked hands on its address with the top byte there (7.2 and 10.0.2 alike), and so reports a page that is mapped
 * as unmapped. Nine lines of the EL0 set hold that. They are compared with what the Arm ARM says instead (C6, DC ZVA; D10.4), worked out
 * here from the line alone.
 */
const BLOCK = 512n;

interface Line {
  readonly insn?: unknown;
  readonly tcf?: unknown;
  readonly tco?: unknown;
  readonly in?: { readonly regs?: Record<string, string>; readonly mem?: Memory };
  readonly fault?: { readonly sig?: unknown; readonly si_code?: unknown; readonly si_addr?: unknown } | null;
}
interface Memory {
  readonly map: string;
  readonly base: string;
  readonly tags: readonly number[];
  readonly data: string;
}

/** The line as it should be; null where it records no such mistake. */
export function correctedLine(value: unknown): unknown {
  const line = value as Line;
  const register = /^dc zva, (x\d+)$/.exec(typeof line.insn === 'string' ? line.insn : '')?.[1];
  const pointer = line.in?.regs?.[register ?? ''];
  const memory = line.in?.mem;
  const { fault } = line;
  if (pointer === undefined || memory === undefined || memory.map === 'unmapped') return null;
  if (fault?.sig !== 11 || fault.si_code !== 1) return null;
  const address = BigInt(pointer);
  if (fault.si_addr !== pointer || address >> 56n === 0n) return null;
  const said = line as Record<string, unknown>;
  if (memory.map.startsWith('ro')) return { ...said, fault: { sig: 11, si_code: 2, si_addr: pointer } };
  const start = BigInt.asUintN(56, address) & ~(BLOCK - 1n);
  const tag = Number((address >> 56n) & 0xfn);
  const firstGranule = Number((start - BigInt(memory.base)) / 16n);
  const block = memory.tags.slice(firstGranule, firstGranule + Number(BLOCK) / 16);
  const differs = memory.map.includes('mte') ? block.findIndex((other) => other !== tag) : -1;
  if (differs >= 0 && line.tcf === 'sync') {
    const at = start + BigInt(16 * differs);
    return { ...said, fault: { sig: 11, si_code: 9, si_addr: `0x${at.toString(16)}` } };
  }
  const from = Number(start - BigInt(memory.base)) * 2;
  const to = from + Number(BLOCK) * 2;
  const data = memory.data.slice(0, from) + '0'.repeat(to - from) + memory.data.slice(to);
  return {
    ...said,
    out: { ...(said.out as object), mem: { data } },
    fault: null,
    ...(differs >= 0 && line.tcf === 'async' ? { fault_async: { sig: 11, si_code: 8, si_addr: '0x0' } } : {}),
  };
}
