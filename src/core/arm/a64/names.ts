/** Names that instructions use, with what they stand for. Source: Arm ARM C5 (system), D24 (system registers). */

export const CONDITIONS = [
  'eq',
  'ne',
  'cs',
  'cc',
  'mi',
  'pl',
  'vs',
  'vc',
  'hi',
  'ls',
  'ge',
  'lt',
  'gt',
  'le',
  'al',
  'nv',
] as const;
/** Other names of conditions. */
export const CONDITION_SYNONYMS: Readonly<Record<string, string>> = { hs: 'cs', lo: 'cc' };

export const SHIFTS = ['lsl', 'lsr', 'asr', 'ror'] as const;
export const EXTENDS = ['uxtb', 'uxth', 'uxtw', 'uxtx', 'sxtb', 'sxth', 'sxtw', 'sxtx'] as const;

/** CRm of DSB and DMB. */
export const BARRIERS: Readonly<Record<string, number>> = {
  oshld: 1,
  oshst: 2,
  osh: 3,
  nshld: 5,
  nshst: 6,
  nsh: 7,
  ishld: 9,
  ishst: 10,
  ish: 11,
  ld: 13,
  st: 14,
  sy: 15,
};

/** A system register or operation as one number: op0, op1, CRn, CRm, op2, as in `S3_0_C1_C0_0`. */
export function systemNumber(op0: number, op1: number, crn: number, crm: number, op2: number): number {
  return (op0 << 14) | (op1 << 11) | (crn << 7) | (crm << 3) | op2;
}

function numbered(lines: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', ...digits] = line.trim().split(/\s+/);
        const [op0 = 0, op1 = 0, crn = 0, crm = 0, op2 = 0] = digits.map(Number);
        return [name, systemNumber(op0, op1, crn, crm, op2)];
      }),
  );
}

/** PSTATE fields that MSR (immediate) writes: op1 and op2. */
export const PSTATE_FIELDS: Readonly<Record<string, { readonly p: number; readonly q: number }>> = {
  spsel: { p: 0, q: 5 },
  daifset: { p: 3, q: 6 },
  daifclr: { p: 3, q: 7 },
  uao: { p: 0, q: 3 },
  pan: { p: 0, q: 4 },
  dit: { p: 3, q: 2 },
  tco: { p: 3, q: 4 },
};

export const SYSTEM_REGISTERS = numbered(`
  midr_el1 3 0 0 0 0
  mpidr_el1 3 0 0 0 5
  revidr_el1 3 0 0 0 6
  id_aa64pfr0_el1 3 0 0 4 0
  id_aa64pfr1_el1 3 0 0 4 1
  id_aa64dfr0_el1 3 0 0 5 0
  id_aa64isar0_el1 3 0 0 6 0
  id_aa64isar1_el1 3 0 0 6 1
  id_aa64mmfr0_el1 3 0 0 7 0
  id_aa64mmfr1_el1 3 0 0 7 1
  id_aa64mmfr2_el1 3 0 0 7 2
  sctlr_el1 3 0 1 0 0
  actlr_el1 3 0 1 0 1
  cpacr_el1 3 0 1 0 2
  rgsr_el1 3 0 1 0 5
  gcr_el1 3 0 1 0 6
  ttbr0_el1 3 0 2 0 0
  ttbr1_el1 3 0 2 0 1
  tcr_el1 3 0 2 0 2
  spsr_el1 3 0 4 0 0
  elr_el1 3 0 4 0 1
  sp_el0 3 0 4 1 0
  spsel 3 0 4 2 0
  currentel 3 0 4 2 2
  pan 3 0 4 2 3
  uao 3 0 4 2 4
  esr_el1 3 0 5 2 0
  afsr0_el1 3 0 5 1 0
  afsr1_el1 3 0 5 1 1
  tfsr_el1 3 0 5 6 0
  tfsre0_el1 3 0 5 6 1
  far_el1 3 0 6 0 0
  par_el1 3 0 7 4 0
  mair_el1 3 0 10 2 0
  amair_el1 3 0 10 3 0
  vbar_el1 3 0 12 0 0
  isr_el1 3 0 12 1 0
  contextidr_el1 3 0 13 0 1
  tpidr_el1 3 0 13 0 4
  cntkctl_el1 3 0 14 1 0
  ccsidr_el1 3 1 0 0 0
  clidr_el1 3 1 0 0 1
  gmid_el1 3 1 0 0 4
  csselr_el1 3 2 0 0 0
  ctr_el0 3 3 0 0 1
  dczid_el0 3 3 0 0 7
  nzcv 3 3 4 2 0
  daif 3 3 4 2 1
  dit 3 3 4 2 5
  tco 3 3 4 2 7
  fpcr 3 3 4 4 0
  fpsr 3 3 4 4 1
  tpidr_el0 3 3 13 0 2
  tpidrro_el0 3 3 13 0 3
  cntfrq_el0 3 3 14 0 0
  cntvct_el0 3 3 14 0 2
  hcr_el2 3 4 1 1 0
  sp_el1 3 4 4 1 0
  tfsr_el2 3 4 5 6 0
  mdscr_el1 2 0 0 2 2
  oslar_el1 2 0 1 0 4
`);

/** Operations of SYS, by the mnemonic that spells them. */
export const SYSTEM_OPERATIONS: Readonly<
  Record<'dc' | 'ic' | 'at' | 'tlbi', Readonly<Record<string, number>>>
> = {
  dc: numbered(`
    ivac 1 0 7 6 1
    isw 1 0 7 6 2
    igvac 1 0 7 6 3
    igsw 1 0 7 6 4
    igdvac 1 0 7 6 5
    igdsw 1 0 7 6 6
    csw 1 0 7 10 2
    cgsw 1 0 7 10 4
    cgdsw 1 0 7 10 6
    cisw 1 0 7 14 2
    cigsw 1 0 7 14 4
    cigdsw 1 0 7 14 6
    zva 1 3 7 4 1
    gva 1 3 7 4 3
    gzva 1 3 7 4 4
    cvac 1 3 7 10 1
    cgvac 1 3 7 10 3
    cgdvac 1 3 7 10 5
    cvau 1 3 7 11 1
    cvap 1 3 7 12 1
    cgvap 1 3 7 12 3
    cgdvap 1 3 7 12 5
    cvadp 1 3 7 13 1
    cgvadp 1 3 7 13 3
    cgdvadp 1 3 7 13 5
    civac 1 3 7 14 1
    cigvac 1 3 7 14 3
    cigdvac 1 3 7 14 5
  `),
  ic: numbered(`
    ialluis 1 0 7 1 0
    iallu 1 0 7 5 0
    ivau 1 3 7 5 1
  `),
  at: numbered(`
    s1e1r 1 0 7 8 0
    s1e1w 1 0 7 8 1
    s1e0r 1 0 7 8 2
    s1e0w 1 0 7 8 3
  `),
  tlbi: numbered(`
    vmalle1is 1 0 8 3 0
    vae1is 1 0 8 3 1
    aside1is 1 0 8 3 2
    vaae1is 1 0 8 3 3
    vale1is 1 0 8 3 5
    vaale1is 1 0 8 3 7
    vmalle1 1 0 8 7 0
    vae1 1 0 8 7 1
    aside1 1 0 8 7 2
    vaae1 1 0 8 7 3
    vale1 1 0 8 7 5
    vaale1 1 0 8 7 7
  `),
};

/** Operations that take no register. */
export const WITHOUT_REGISTER: ReadonlySet<string> = new Set(['ialluis', 'iallu', 'vmalle1is', 'vmalle1']);

/** PRFM's operation: type, level, policy. */
export function prefetchName(number: number): string | null {
  const type = ['pld', 'pli', 'pst'][number >> 3];
  const level = ['l1', 'l2', 'l3'][(number >> 1) & 3];
  return type === undefined || level === undefined
    ? null
    : `${type}${level}${(number & 1) === 0 ? 'keep' : 'strm'}`;
}
