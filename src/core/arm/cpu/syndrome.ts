/** What an exception was, in words, from its ESR. Source: Arm ARM D24.2.40 (ESR_ELx). */

const CLASSES: Readonly<Record<number, string>> = {
  0x00: 'undefined instruction',
  0x01: 'trapped WFI or WFE',
  0x0e: 'illegal execution state',
  0x15: 'SVC',
  0x18: 'trapped system register',
  0x20: 'instruction abort from EL0',
  0x21: 'instruction abort',
  0x22: 'misaligned PC',
  0x24: 'data abort from EL0',
  0x25: 'data abort',
  0x26: 'misaligned SP',
  0x3c: 'BRK',
};
const ABORTS = [0x20, 0x21, 0x24, 0x25];

/** Faults by their status code without its level. */
const LEVELLED = ['address size', 'translation', 'access flag', 'permission'];
const TAG_CHECK = 0b010001;
const ALIGNMENT = 0b100001;
const EXTERNAL = 0b010000;

/** Names an exception: `data abort: tag check fault`. */
export function exceptionName(esr: number): string {
  const kind = esr >>> 26;
  const name = CLASSES[kind] ?? `exception class 0x${kind.toString(16)}`;
  return ABORTS.includes(kind) ? `${name}: ${faultName(esr & 0x3f)}` : name;
}

/** Names a fault by its status code (ESR.ISS, DFSC). */
export function faultName(status: number): string {
  if (status === TAG_CHECK) return 'tag check fault';
  if (status === ALIGNMENT) return 'alignment fault';
  if (status === EXTERNAL) return 'nothing answers at the physical address';
  const levelled = LEVELLED[status >> 2];
  return levelled === undefined
    ? `fault status 0x${status.toString(16)}`
    : `${levelled} fault, level ${status & 3}`;
}
