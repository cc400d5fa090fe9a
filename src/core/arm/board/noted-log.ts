/** What a run has had in TFSR_EL1 and TFSRE0_EL1: the last failed checks that set a bit, and who read and wrote it since. */
import type { NotedRecord, NotedSet, NotedUse } from '../cpu/noted.ts';
import { Tail } from './tail.ts';
import { MOST_NOTED } from '../../limits.ts';

/** Bits that were set, and registers that were written while one was; or reads while one was. They are counted apart: reads may be many. */
export type NotedKind = 'changes' | 'reads';

interface Of {
  readonly cpu: number;
  /** From 1, of its kind. */
  readonly number: number;
}
export type NotedChange = (NotedSet | NotedUse) & Of;
export interface NotedRead extends NotedUse, Of {
  /** How many changes there had been before. */
  readonly after: number;
}

export class NotedLog {
  readonly changes = new Tail<NotedChange>(MOST_NOTED);
  readonly reads = new Tail<NotedRead>(MOST_NOTED);

  hear(cpu: number, record: NotedRecord): void {
    const { changes, reads } = this;
    if (record.what === 'read') reads.push({ ...record, cpu, number: reads.count + 1, after: changes.count });
    else changes.push({ ...record, cpu, number: changes.count + 1 });
  }

  /** As it was when there had been so many. */
  cutTo(counts: Readonly<Record<NotedKind, number>>): void {
    this.changes.cutTo(counts.changes);
    this.reads.cutTo(counts.reads);
  }
}
