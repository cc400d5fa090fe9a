import { cpus } from 'node:os';
import process from 'node:process';

const processors = cpus();
console.log(
  `Node ${process.versions.node}, ${processors.length} x ${processors[0]?.model ?? 'unknown processor'}`,
);
