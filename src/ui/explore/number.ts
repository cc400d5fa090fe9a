/** Big numbers: short enough to read, and exact for whoever asks. */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Digits up to which a number stands as it is. */
const READABLE_DIGITS = 9;

/** `18`, `1,307,800`, `8.4 × 10¹²`; `digits` is a whole number in decimal. */
export function readable(digits: string): string {
  if (digits.length <= READABLE_DIGITS) return grouped(digits);
  let exponent = digits.length - 1;
  let tenths = Math.round(Number(digits.slice(0, 3)) / 10);
  if (tenths === 100) {
    tenths = 10;
    exponent++;
  }
  const raised = String(exponent).replace(/\d/g, (d) => SUPERSCRIPTS.charAt(Number(d)));
  return `${(tenths / 10).toFixed(1)} × 10${raised}`;
}

/** `1,307,800`: every digit. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** What part of the whole: `99.8%`, `<0.1%`; null for nothing of something, which is better said in words. */
export function share(part: string, whole: string): string | null {
  const [a, b] = [BigInt(part), BigInt(whole)];
  if (a === 0n || b === 0n) return null;
  if (a === b) return '100%';
  const thousandths = (a * 1000n) / b;
  if (thousandths === 0n) return '<0.1%';
  return `${(Number(thousandths) / 10).toFixed(1)}%`;
}

/** `4.3 MB`, `193 MB`, `1 GB`. */
export function megabytes(bytes: number): string {
  const mega = bytes / 1e6;
  if (mega >= 1000) return `${+(mega / 1000).toFixed(1)} GB`;
  return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} MB`;
}

/** `1 step`, `9 steps`. */
export function count(n: number, one: string, many: string): string {
  return `${grouped(String(n))} ${n === 1 ? one : many}`;
}

export function steps(n: number): string {
  return count(n, 'step', 'steps');
}

export function switches(n: number): string {
  return count(n, 'switch', 'switches');
}
