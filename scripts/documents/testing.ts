/** docs/testing.md: what is tried by which run of the tests, against whom, and how much of it. */
import { counts } from '../testing/counts.mjs';
import { parts } from '../testing/parts.mjs';

const HEAD = `# Testing

Three runs, from a minute to most of an hour. What is combinatorial is tried as a sample in the first two and to its end in the third.

| run | what it tries | time on two cores |
|---|---|---|
| \`npm run quick\` | types and lint of what changed, the tests of the folders in which it did, a fifth of every sample, the main path in the browser | within a minute |
| \`npm test\` | types, lint and format of everything, all unit tests, browser tests; a sample of each part below | about six minutes |
| \`npm run soak\` | each part below to its end; \`npm run soak answers spin\` runs these, \`npm run soak -- --share 3/8\` an eighth of every part | about three quarters of an hour |

\`.ci/run\` is \`npm test\` and an eighth of the soak. Which eighth follows from the number of the commit, so that eight commits in a row have tried all
of it. \`src/core/tried.test-data.ts\` decides in every test how much a run tries; \`scripts/testing\` has the runs.

## The parts of a soak

The numbers are those of tests, most of which try one case each. They are counted: \`npm test\` compares its own. The
seconds are those of one eighth on two cores in December 2026; all of it is about eight times as long.

| part | what is tried | against | as a sample | tests: sample | soak | an eighth of it takes |
|---|---|---|---|---|---|---|
`;

const TAIL = `
## The rest

Everything else is tried whole by \`npm test\`: unit tests beside the code, among them some thousand lines recorded from QEMU, GNU as and LLVM
(\`core/arm\`), properties with fast-check from fixed seeds (\`scripts/testing/seeded.ts\`; each share of a soak has its own seed), the generated documents
held to the model (\`scripts/documents\`), and the import table (\`scripts/architecture\`).

Rules that keep it so:

- A test takes its machine from \`machineOf\` (\`core/scenarios/machine.test-data.ts\`), which keeps machines and compilers for all files of a worker:
  test files share their modules and must leave them as they were.
- No test has a time limit of its own, sleeps, or depends on the order. What never ends is stopped by the run.
- A test that tries many cases gives their list and the choice of a sample to \`tried\`, and its file is named in \`scripts/testing/parts.mjs\`; a
  test (\`scripts/testing/parts.test.ts\`) finds those that are not.
- A browser test that is only in the soak has the tag \`@soak\`, the main path \`@quick\`.
`;

/** The whole document. */
export function testingDocument(): string {
  const counted = counts();
  const rows = parts.map(({ name, tries, oracle, sample, eighth }) => {
    const { test, soak } = counted[name] ?? { test: NaN, soak: NaN };
    return `| \`${name}\` | ${tries} | ${oracle} | ${sample} | ${test} | ${soak} | ${eighth} s |`;
  });
  return `${HEAD}${rows.join('\n')}\n${TAIL}`;
}
