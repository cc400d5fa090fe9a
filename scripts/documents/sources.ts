/** docs/sources.md: every function of the model and where its behaviour comes from. */
import { HARDWARE_PRIMITIVES } from '../../src/core/arm/primitives.ts';
import { releases } from '../../src/core/kernel/releases.ts';
import type { FunctionInfo, Program } from '../../src/core/lang/program.ts';
import { assemble } from '../../src/core/scenarios/assemble.ts';
import { scenarios } from '../../src/core/scenarios/list.ts';
import { properties } from '../../src/core/scenarios/properties.ts';
import { linkTo } from '../../src/picture/stands-for.ts';

const HEAD = `# Sources

Where every function of the model comes from: the kernel function it stands for, and the release or posting in which that was read. Kernel
sources are GPL-2: what stands here was written anew from notes on what they do. "Likely" means that we had it from memory and did not
read it in a source; all of these are listed again at the end. Numbers in brackets in the tests, such as [R5], are those of docs/findings.md.

This file is written by \`npm run documents\`, and a test holds it to the model.
`;

interface Found {
  readonly path: string;
  /** The release whose folder it is from, or what else it belongs to. */
  readonly origin: string;
  readonly fn: FunctionInfo;
}

function programOf(release: string): Program {
  const [scenario] = scenarios;
  const assembled = scenario === undefined ? null : assemble(scenario, release);
  if (assembled === null || !('system' in assembled)) throw new Error(`${release} does not compile`);
  return assembled.system.program;
}

/** Every version of every function of the kernel, each once. */
export function functionsOfKernel(): readonly Found[] {
  const seen = new Set<string>();
  return releases.flatMap(({ id }) => {
    const { functions, sources } = programOf(id);
    return [...functions.values()].flatMap((fn): Found[] => {
      const file = sources[fn.span.file];
      const key = `${file?.origin} ${file?.path} ${fn.name}`;
      if (file === undefined || !releases.some((r) => r.id === file.origin) || seen.has(key)) return [];
      seen.add(key);
      return [{ path: file.path, origin: file.origin, fn }];
    });
  });
}

/** What a description says first. */
function firstSentence(doc: string): string {
  const plain = doc
    .split('\n')
    .filter((line) => !line.includes('Stands for:'))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const sentence = /^.*?[.:](?= |$)/.exec(plain)?.[0] ?? plain;
  return sentence.replace(/:$/, '.').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function isLikely({ fn }: Found): boolean {
  return /\blikely\b/i.test(fn.doc);
}

function sourceText({ fn }: Found): string {
  if (fn.standsFor === null) return '';
  const { name, version } = fn.standsFor;
  const link = linkTo(fn.standsFor);
  const text = version.startsWith('<') ? `\`${name}\`, posting` : `\`${name}\`, ${version}`;
  return link === null ? text : `[${text}](${link})`;
}

function kernelTable(found: readonly Found[]): string[] {
  const files = [...new Set(found.map(({ path }) => path))].sort();
  return files.flatMap((path) => {
    const here = found.filter((one) => one.path === path && one.fn.standsFor !== null);
    if (here.length === 0) return [];
    return [
      `### ${path}`,
      '',
      '| function | since | stands for | what it does |',
      '|---|---|---|---|',
      ...here.map((one) => {
        const likely = isLikely(one) ? ' (likely)' : '';
        return `| \`${one.fn.name}\` | ${one.origin} | ${sourceText(one)}${likely} | ${firstSentence(one.fn.doc)} |`;
      }),
      '',
    ];
  });
}

function ownTable(found: readonly Found[]): string[] {
  const own = found.filter(({ fn }) => fn.standsFor === null);
  return [
    '| function | file | since | what it does |',
    '|---|---|---|---|',
    ...own.map(({ fn, path, origin }) => {
      const kind = fn.ghost ? 'ghost: ' : '';
      return `| \`${fn.name}\` | ${path} | ${origin} | ${kind}${firstSentence(fn.doc)} |`;
    }),
    '',
  ];
}

/** The whole document. */
export function sourcesDocument(): string {
  const found = functionsOfKernel();
  const likely = found.filter(isLikely);
  return [
    HEAD,
    '## The kernel',
    '',
    'A function stands under the release whose folder it is in; later releases have it from there unless they have their own.',
    '',
    ...kernelTable(found),
    '## Within the model of the kernel, and not in Linux under that name',
    '',
    'Steps of a function that have a name of their own here, the modelled machine, and ghosts, which no program can see.',
    '',
    ...ownTable(found),
    '## The hardware',
    '',
    `Accesses and blocks of tags are the primitives of model C ([model-c.md](model-c.md)), after the Arm Architecture Reference Manual (DDI 0487): ${HARDWARE_PRIMITIVES.filter(
      ({ ghost }) => !ghost,
    )
      .map(({ name }) => `\`${name}\``)
      .join(', ')}. How walks, checks and tag stores behave is asserted in \`src/core/arm\`.`,
    '',
    '## What must hold',
    '',
    'Properties are ours: none is a rule of the kernel.',
    '',
    ...properties.map(({ id, sentence, predicate }) => `- **${id}**: ${sentence} (\`${predicate}\`).`),
    '',
    '## Likely, not read',
    '',
    ...likely.map((one) => `- \`${one.fn.name}\` in ${one.path}, ${one.origin}`),
    '',
  ].join('\n');
}
