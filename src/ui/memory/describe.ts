import type { GranuleMark } from '../../picture/granule.ts';
import { granuleName } from '../../picture/granules.ts';

/** A granule's card in one sentence, to be read out. */
export function describe(mark: GranuleMark, threadName: (thread: number) => string): string {
  const tag = (value: number) => value.toString(16);
  const owed = mark.owed === null || mark.owed === mark.tag ? '' : `, owed ${tag(mark.owed)}`;
  const names = mark.names.map(({ space, address }) => `${space} ${address}`);
  const { writer } = mark;
  const deed =
    writer === null
      ? 'not written in this run'
      : `last written by ${threadName(writer.thread)} in step ${writer.step}: ${writer.label}`;
  return `Granule ${granuleName(mark.granule)}, tag ${tag(mark.tag)}${owed}; ${[...names, `frame ${mark.pfn}`].join(', ')}; ${deed}`;
}
