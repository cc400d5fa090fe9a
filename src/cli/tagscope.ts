#!/usr/bin/env node
/** The process `tagscope`: its arguments, its output, its exit code. */
import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { command } from './command.ts';

process.exitCode = command(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  read: (path) => (statusOf(path)?.isFile() === true ? readFileSync(placeOf(path), 'utf8') : null),
  bytes: (path) => (statusOf(path)?.isFile() === true ? readFileSync(placeOf(path)) : null),
  folder: (path) =>
    statusOf(path)?.isDirectory() === true
      ? readdirSync(placeOf(path), { recursive: true, encoding: 'utf8' })
          .map((file) => file.replaceAll('\\', '/'))
          .filter((file) => /\.[ch]$/.test(file))
          .sort()
      : null,
});

function placeOf(path: string): string {
  // Our own `npm run` changes to our folder, and leaves behind where it was called.
  const { npm_package_name: caller, INIT_CWD: called } = process.env;
  return resolve((caller === 'tagscope' ? called : undefined) ?? '.', path);
}

function statusOf(path: string): Stats | undefined {
  return statSync(placeOf(path), { throwIfNoEntry: false });
}
