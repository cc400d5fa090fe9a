/** The process `npm run -s tagscope`: its arguments, its output, its exit code. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { command } from './command.ts';

process.exitCode = command(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  read(path) {
    // npm changes to the package's folder and leaves behind where it was called.
    const full = resolve(process.env.INIT_CWD ?? '.', path);
    return statSync(full, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(full, 'utf8') : null;
  },
});
