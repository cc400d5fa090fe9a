import { inherited } from '../core/kernel/inherit.ts';
import { releases, type Release } from '../core/kernel/releases.ts';
import type { Scenario } from '../core/scenarios/scenario.ts';

const NAMES_ANOTHER = /^As on (v[\w.-]*\w)\.$/;
/** It says already where else it is so. */
const SAYS_AS_ON = /\(As on v[\w.-]*\w\.\)$/;

/**
 * What is found on a release, in words; undefined where nothing is said of it. What a base says counts for it, and so does what another
 * release says that a finding only names ("As on v4."); then the words end with where they come from: "(As on v4.)".
 */
export function findingOn(
  { findings }: Pick<Scenario, 'findings'>,
  release: string,
  list: readonly Release[] = releases,
): string | undefined {
  const found = inherited(findings, release, list);
  if (found === undefined || found.value === null) return undefined;
  const { from, value } = found;
  const other = NAMES_ANOTHER.exec(value)?.[1];
  if (other === undefined) return from === release ? value : asOn(from, value);
  const there = findingOn({ findings: { ...findings, [from]: null } }, other, list);
  return there === undefined || NAMES_ANOTHER.test(there) ? value : asOn(other, there);
}

function asOn(release: string, finding: string): string {
  return SAYS_AS_ON.test(finding) ? finding : `${finding} (As on ${release}.)`;
}
