// What is tried to its end in a soak, part by part; docs/testing.md is written from this. A part can run alone: `npm run soak answers`.

/**
 * @typedef {object} Part
 * @property {string} name what one types
 * @property {string} tries what is tried
 * @property {string} oracle who knows the right answer
 * @property {string} sample what `npm test` takes of it
 * @property {number} eighth seconds that an eighth of it took on two cores, in December 2026
 * @property {readonly string[]} files its test files, or folders of them; those of the browser in e2e
 */

/** @type {readonly Part[]} */
export const parts = [
  {
    name: 'answers',
    tries: 'every interleaving of every scenario in which something can race, on every release',
    oracle:
      'answers written by hand from the sources, the table of races; the same with all reductions, in fewer states',
    sample:
      "the releases on which the answer is not that of the release's base, or that is the newest: every second of these, of the largest every fourth; reductions on a quarter",
    eighth: 19,
    files: ['src/core/scenarios/known-answers.test.ts', 'src/core/scenarios/races.test.ts'],
  },
  {
    name: 'in-turn',
    tries: 'every scenario on every release, its threads taken in turn, and every recorded run',
    oracle: 'what each run breaks, written by hand',
    sample: 'the newest release, and one in eight of the rest',
    eighth: 9,
    files: ['src/core/scenarios/scenarios.test.ts'],
  },
  {
    name: 'reductions',
    tries:
      'each reduction by itself, and every load as a step, on every scenario and release at one tag block',
    oracle: 'a search that leaves nothing out',
    sample: 'every load on a sixth of the scenarios; all reductions at once are tried with the answers',
    eighth: 35,
    files: ['src/core/explore/reductions.test.ts'],
  },
  {
    name: 'mutants',
    tries:
      'each lock, order and second look of v12 and v6.4 taken away, and each check of the ioctl and line of the world switch',
    oracle: 'what breaks then, or why nothing does, written by hand',
    sample: 'half of the locks, orders and checks, from fewer starts; all lines',
    eighth: 13,
    files: [
      'src/core/scenarios/mutants.test.ts',
      'src/core/scenarios/quiet-vm/kernel-checks.test.ts',
      'src/core/scenarios/world-switch/world-switch.test.ts',
    ],
  },
  {
    name: 'calls',
    tries:
      '100,000 random system calls with random arguments, and the search for R5 among them; 3,000 sequences of COPY_TAGS a release',
    oracle:
      'no call stops the kernel, no property breaks but those that docs/findings.md names; rules of COPY_TAGS by hand',
    sample: '300 calls, R5 where it was found, 100 sequences',
    eighth: 17,
    files: [
      'src/core/scenarios/all-calls/random.test.ts',
      'src/core/scenarios/quiet-vm/random-calls.test.ts',
    ],
  },
  {
    name: 'guests',
    tries: 'every example of guest code on every release; every way to touch guest memory',
    oracle: 'the same registers and faults on all; the table of June 2020, by hand',
    sample: 'one example and release in seven; the newest release',
    eighth: 6,
    files: [
      'src/core/scenarios/guest-boot/alike.test.ts',
      'src/core/scenarios/touch-guest/touch-guest.test.ts',
    ],
  },
  {
    name: 'files',
    tries: 'every scenario written as a scenario file; texts of every kind as one',
    oracle: 'the machine of the scenario itself; a sentence for what is wrong',
    sample: 'one scenario in ten',
    eighth: 11,
    files: ['src/core/formats/scenario-file.test.ts'],
  },
  {
    name: 'language',
    tries:
      '10,000 random programs of model C; 3,000 texts of any characters, 10,000 of pieces, 120 damaged kernels a release',
    oracle: 'gcc -O0 -fwrapv; a program or sentences, soon, and never a throw',
    sample: '200 programs; 150 and 500 texts, three kernels a release',
    eighth: 15,
    files: ['src/core/lang/gcc.test.ts', 'src/core/lang/robust.test.ts'],
  },
  {
    name: 'spin',
    tries: 'every scenario on every release, and 40 random programs, exported to Promela',
    oracle: 'Spin: the same states, transitions and errors, one for one',
    sample: 'two releases of the race, three programs',
    eighth: 63,
    files: ['scripts/spin'],
  },
  {
    name: 'qemu',
    tries: '1,000 random programs of 200 A64 instructions; whole images',
    oracle: 'qemu-aarch64, qemu-system-aarch64, GNU as and objdump',
    sample: '20 programs, every image',
    eighth: 3,
    files: ['scripts/qemu'],
  },
  {
    name: 'documents',
    tries: 'every line of every generated document',
    oracle: 'the model, run for each cell',
    sample: 'a fifth of the lines of docs/conformance.md, a way to touch guest memory; the others whole',
    eighth: 18,
    files: ['scripts/documents'],
  },
  {
    name: 'browser',
    tries: 'every browser test: every scenario in every theme at two sizes, every example, long links',
    oracle: 'what a person sees and does; axe; the console; the terminal',
    sample: 'every sixth scenario, in one theme at one size; of tests that go the same way one',
    eighth: 185,
    files: ['e2e'],
  },
];
