/** Conditions on the flags. Source: Arm ARM C1.2.4. */

type Flags = Readonly<Record<'n' | 'z' | 'c' | 'v', boolean>>;

/** EQ, CS, MI, VS, HI, GE, GT, AL; each is followed by its opposite, except AL, whose second spelling holds as well. */
const CONDITIONS: readonly ((flags: Flags) => boolean)[] = [
  ({ z }) => z,
  ({ c }) => c,
  ({ n }) => n,
  ({ v }) => v,
  ({ c, z }) => c && !z,
  ({ n, v }) => n === v,
  ({ n, v, z }) => n === v && !z,
  () => true,
];

/** Of each condition, a bit for each of the sixteen values of the flags. */
const HOLDS = Int32Array.from({ length: 16 }, (_, code) => {
  let bits = 0;
  for (let nzcv = 0; nzcv < 16; nzcv++) {
    const flags = { n: (nzcv & 8) !== 0, z: (nzcv & 4) !== 0, c: (nzcv & 2) !== 0, v: (nzcv & 1) !== 0 };
    const holds = CONDITIONS[code >> 1]?.(flags) === true;
    if (code >= 14 || holds !== ((code & 1) === 1)) bits |= 1 << nzcv;
  }
  return bits;
});

/** Whether condition `code` holds. */
export function holds(code: number, nzcv: number): boolean {
  return (((HOLDS[code] ?? 0) >>> nzcv) & 1) === 1;
}
