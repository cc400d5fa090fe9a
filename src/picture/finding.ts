import type { Scenario } from '../core/scenarios/scenario.ts';

const NAMES_ANOTHER = /^As on (v[\w.-]*\w)\.$/;

/**
 * What is found on a release, in words; undefined where nothing is said of it. A finding that only names another release ("As on
 * v5.14.") says what is found there, and that it is the same.
 */
export function findingOn({ findings }: Pick<Scenario, 'findings'>, release: string): string | undefined {
  const own = findings[release];
  const other = own === undefined ? undefined : NAMES_ANOTHER.exec(own)?.[1];
  if (own === undefined || other === undefined) return own;
  const there = findingOn({ findings: { ...findings, [release]: undefined } }, other);
  if (there === undefined || NAMES_ANOTHER.test(there)) return own;
  return SAYS_AS_ON.test(there) ? there : `${there} (As on ${other}.)`;
}

/** It says already where else it is so. */
const SAYS_AS_ON = /\(As on v[\w.-]*\w\.\)$/;
