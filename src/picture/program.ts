/** How the tags of each running program are checked, what is still to be told of a failed check, and the signal that ended it. */
import type { Program } from '../core/lang/program.ts';
import { address } from './entry.ts';
import type { PictureInput } from './moment.ts';
import { named, truth, type Named, type Parts } from './named.ts';
import { constantOf, integerAt, placeOf, type Place } from './read.ts';
import { registerFields, tagsOf } from './register.ts';

export interface ProgramMark {
  readonly thread: number;
  readonly name: string;
  readonly facts: readonly Named[];
}

/** One a thread: each runs on a CPU of its own. */
export function programsOf(input: PictureInput): readonly ProgramMark[] {
  const { program, scenario } = input;
  return scenario.threads.map(({ name }, thread) => {
    const own = (...path: string[]): Place | null => placeOf(program, 'tasks', thread, ...path);
    const pending = named(
      input,
      'TFSRE0_EL1',
      placeOf(program, 'cpus', thread, 'sysreg', Number(constantOf(program, 'TFSRE0_EL1'))),
      (value) => registerFields('TFSRE0_EL1', value),
    );
    const facts = [
      ...named(input, 'tag checks', own('thread', 'mte_ctrl'), checks(program)),
      ...named(input, 'tagged_addr', own('thread', 'tagged_addr'), truth),
      ...notable(pending),
      ...notable(named(input, 'signal to come', own('thread', 'mte_async_fault'), () => [
        { name: '', value: 'SEGV_MTEAERR' },
      ])),
      ...notable(named(input, 'signal', own('sig'), signal(input, own))),
    ]; // prettier-ignore
    return { thread, name, facts };
  });
}

function notable(rows: readonly Named[]): readonly Named[] {
  return rows.filter(({ raw, changed }) => raw !== 0n || changed !== null);
}

/** thread.mte_ctrl, as prctl(PR_SET_TAGGED_ADDR_CTRL) was given it. */
const checks =
  (program: Program): Parts =>
  (value) => {
    if (value === 0n) return [{ name: '', value: 'synchronous, as if asked for' }];
    const has = (name: string): boolean => (value & constantOf(program, name)) !== 0n;
    const [sync, async] = [has('MTE_CTRL_TCF_SYNC'), has('MTE_CTRL_TCF_ASYNC')];
    const mode = async ? (sync ? 'either: asynchronous' : 'asynchronous') : sync ? 'synchronous' : 'none';
    const excluded = value & constantOf(program, 'MTE_CTRL_GCR_USER_EXCL_MASK');
    return [
      { name: '', value: mode },
      { name: 'IRG may choose', value: tagsOf(~excluded & 0xffffn) },
    ];
  };

/** The codes that the model gives, by the constants that name them. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  SIGSEGV: ['SEGV_MAPERR', 'SEGV_ACCERR', 'SEGV_MTEAERR', 'SEGV_MTESERR'],
  SIGBUS: ['BUS_ADRALN'],
};

const signal =
  ({ program, state }: PictureInput, own: (field: string) => Place | null): Parts =>
  (value) => {
    const name = Object.keys(CODES).find((one) => constantOf(program, one) === value);
    if (name === undefined) return [{ name: '', value: 'none' }];
    const code = integerAt(state, own('si_code'));
    const known = CODES[name]?.find((one) => constantOf(program, one) === code);
    return [
      { name, value: '' },
      { name: 'si_code', value: known ?? code.toString() },
      { name: 'si_addr', value: address(integerAt(state, own('si_addr'))) },
    ];
  };
