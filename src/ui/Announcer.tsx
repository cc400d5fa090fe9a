import type { RunSnapshot } from '../run/run.ts';
import controls from './controls.module.css';

/** Says for a screen reader what a step did, and what it broke. */
export function Announcer({ snapshot }: { readonly snapshot: RunSnapshot }) {
  return (
    <p className={controls.heard} role="status">
      {sayMoment(snapshot)}
    </p>
  );
}

function sayMoment({ steps, cursor, threads, properties }: RunSnapshot): string {
  const step = steps[cursor - 1];
  if (step === undefined) return 'At the start.';
  const who = threads[step.thread]?.name ?? 'A call';
  const broken = properties
    .filter(({ brokenAt }) => brokenAt === cursor)
    .map(({ property }) => `Broken: ${property.sentence}.`);
  return [`Step ${cursor}: ${who}, ${step.label}.`, ...broken].join(' ');
}
