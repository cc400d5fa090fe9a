import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tagscope-package-'));
const empty = join(folder, 'empty');

function call(cwd: string, line: string) {
  // Of the `npm test` around this, nothing is handed on.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(line, { cwd, env, encoding: 'utf8', shell: true });
  return { status, stdout, stderr };
}

beforeAll(() => {
  mkdirSync(empty);
  expect(call(root, `npm pack --silent --pack-destination "${folder}"`)).toMatchObject({ status: 0 });
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(empty, 'package.json'), '{ "private": true }');
  // Offline: what is installed needs nothing else.
  expect(call(empty, `npm install --offline --silent "${join(folder, tarball)}"`)).toMatchObject({
    status: 0,
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('installed from its tarball, tagscope is a command that explores', () => {
  const { status, stdout } = call(empty, 'npx --offline tagscope explore isolation --release v12 --json');
  expect(JSON.parse(stdout)).toMatchObject({ scenario: 'isolation', release: 'v12', verdict: 'holds' });
  expect(status).toBe(0);
});

test('it reads files from where it is called', () => {
  const page = readFileSync(join(root, 'docs/scenario-format.md'), 'utf8');
  writeFileSync(join(empty, 'mine.json'), /```json\n([^]*?)```/.exec(page)?.[1] ?? '');
  const { status, stdout } = call(empty, 'npx --offline tagscope explore mine.json');
  expect(stdout).toMatch(/^workshop on v5\.10: broken/);
  expect(status).toBe(1);
});

test('the package holds the command, its documents, and no page', () => {
  const installed = join(empty, 'node_modules/tagscope');
  expect(readdirSync(installed).sort()).toEqual(
    ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist-cli', 'docs', 'package.json'].sort(),
  );
  expect(readdirSync(join(empty, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'tagscope',
  ]);
  expect(existsSync(join(installed, 'docs/scenario-format.md'))).toBe(true);
});
