/** The process `npm run -s tagscope`: its arguments, its output, its exit code. */
import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { command } from './command.ts';

process.exitCode = command(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  read: (path) => (statusOf(path)?.isFile() === true ? readFileSync(placeOf(path), 'utf8') : null),
  folder: (path) =>
    statusOf(path)?.isDirectory() === true
      ? readdirSync(placeOf(path), { recursive: true, encoding: 'utf8' })
          .map((file) => file.replaceAll('\\', '/'))
          .filter((file) => /\.[ch]$/.test(file))
          .sort()
      : null,
});

function placeOf(path: string): string {
  // npm changes to the package's folder and leaves behind where it was called.
  return resolve(process.env.INIT_CWD ?? '.', path);
}

function statusOf(path: string): Stats | undefined {
  return statSync(placeOf(path), { throwIfNoEntry: false });
}
