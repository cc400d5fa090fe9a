/** docs/conformance.md: what every modelled call answers, by release, read off the model. */
import { newest, releases } from '../../src/core/kernel/releases.ts';
import {
  answerOf,
  conformanceRows,
  type ConformanceRow,
} from '../../src/core/scenarios/conformance.test-data.ts';
import { assemble } from '../../src/core/scenarios/assemble.ts';
import type { StandsFor } from '../../src/core/lang/program.ts';
import { linkTo } from '../../src/picture/stands-for.ts';
import { errnoOf } from '../../src/ui/ioctl/strace.ts';

const HEAD = `# Conformance

What every modelled system call answers, a row a call and what it is asked, by kernel release. Each answer is read off the model: the call is
made on that release's machine, as from the page. That the model answers as the sources say is asserted beside the scenarios, by tables
written by hand (\`answers.test.ts\`, \`capability.test.ts\`, \`id-registers.test.ts\`, \`memslots.test.ts\`, \`memory-calls.test.ts\` under
\`src/core/scenarios\`).

This file is written by \`npm run documents\`, and a test holds it to the model. An answer that differs from that of the release before is **bold**. "Decided in"
names the function of ${newest.id} that gave the answer, and the check; what is likely only is listed in [sources.md](sources.md).
`;

/** Where the functions of a release come from. */
function standsFor(release: string): ReadonlyMap<string, StandsFor> {
  const row = conformanceRows[0];
  const assembled = row === undefined ? null : assemble(row.scenario, release);
  if (assembled === null || !('system' in assembled)) throw new Error(`${release} does not compile`);
  return new Map(
    [...assembled.system.program.functions.values()].flatMap((fn) =>
      fn.standsFor === null ? [] : [[fn.name, fn.standsFor] as const],
    ),
  );
}

function answerText(ret: bigint): string {
  const errno = errnoOf(ret);
  return errno === null ? String(BigInt.asIntN(64, ret)) : `-${errno.name}`;
}

function rowText(row: ConformanceRow, sources: ReadonlyMap<string, StandsFor>): string {
  const answers = releases.map(({ id }) => answerOf(row, id));
  const cells = answers.map(({ ret }, i) => {
    const text = answerText(ret);
    const before = answers[i - 1];
    return before !== undefined && before.ret !== ret ? `**${text}**` : text;
  });
  const decided = answers.at(-1)?.decided ?? null;
  const source = decided === null ? undefined : sources.get(decided.function);
  const link = source === undefined ? null : linkTo(source);
  const name = decided === null ? '' : `\`${decided.function}\``;
  const where = link === null ? name : `[${name}](${link})`;
  const text = decided?.check ?? null;
  const check = text === null ? '' : `: \`${text.replaceAll('|', '\\|')}\``;
  return `| ${row.what} | ${cells.join(' | ')} | ${where}${check} |`;
}

/** The lines of some calls, as the document has them. */
export function conformanceLines(rows: readonly ConformanceRow[]): string[] {
  const sources = standsFor(newest.id);
  return rows.map((row) => rowText(row, sources));
}

/** The whole document. */
export function conformanceDocument(): string {
  const sources = standsFor(newest.id);
  const calls = [...new Set(conformanceRows.map(({ call }) => call))];
  const columns = releases.map(({ id }) => id);
  const sections = calls.map((call) =>
    [
      `## ${call}`,
      '',
      `| asked | ${columns.join(' | ')} | decided in |`,
      `|---|${columns.map(() => '---|').join('')}---|`,
      ...conformanceRows.filter((row) => row.call === call).map((row) => rowText(row, sources)),
      '',
    ].join('\n'),
  );
  return [HEAD, ...sections].join('\n');
}
