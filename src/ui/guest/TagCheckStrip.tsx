import type { ReactNode } from 'react';
import { hex } from '../../picture/entry.ts';
import type { CheckedGranule, GuestStep, TagCheck } from '../../picture/tag-check.ts';
import { Tag } from '../memory/Tag.tsx';
import controls from '../controls.module.css';
import styles from './GuestPanel.module.css';
import { PointerBits } from './PointerBits.tsx';

interface Props {
  /** What the guest's processor did in the last step; null if that was the host's. */
  readonly step: GuestStep | null;
  /** The host's step; empty before the first. */
  readonly host: string;
  /** Which moment this is: with another one the tags meet anew. */
  readonly moment: number;
  /** What joins a failed check with where it is reported. */
  readonly children: ReactNode;
}

/** The check that the last instruction made: bits 59:56 of the pointer beside each granule's tag, or why nothing was compared. */
export function TagCheckStrip({ step, host, moment, children }: Props) {
  const exit = step?.exit ?? null;
  const exception = step?.exception ?? null;
  return (
    <div className={styles.check} role="status" aria-label="Tag check">
      {step === null ? (
        <p className={styles.ran}>{host === '' ? 'Nothing has run yet.' : `The host runs: ${host}`}</p>
      ) : (
        <p className={styles.ran}>
          <code>{step.text === '' ? 'no instruction could be fetched' : step.text}</code>{' '}
          <span className={styles.at}>
            at {step.address.toString(16)}
            {step.access !== null && `, access ${step.access.nth} of ${step.access.of}`}
          </span>
        </p>
      )}
      {step?.checks.map((check, i) => (
        <Check key={`${moment} ${i}`} check={check} />
      ))}
      {exit !== null && (
        <p className={styles.exit}>
          Stage 2 does not map {hex(exit.ipa)} {exit.write ? 'for writing' : 'for reading'}: the guest exits
          to KVM.
        </p>
      )}
      {exception !== null && <p className={styles.exception}>Exception to EL1: {exception}</p>}
      {children}
    </div>
  );
}

function Check({ check }: { readonly check: TagCheck }) {
  const { pointer, logical, granules, unchecked } = check;
  return (
    <div className={styles.compare}>
      <p>
        <span className={styles.what}>pointer</span> <PointerBits pointer={pointer} />
      </p>
      {unchecked.length > 0 ? (
        <p>
          <span className={styles.what}>not checked</span> {unchecked[0]}
          {unchecked.slice(1).map((rule) => (
            <span key={rule} className={styles.also}>
              {' '}
              also: {rule}
            </span>
          ))}
        </p>
      ) : (
        granules.map((granule) => (
          <Granule key={granule.granule} granule={granule} logical={logical} check={check} />
        ))
      )}
    </div>
  );
}

const SYMBOLS: Readonly<Record<CheckedGranule['result'], string>> = {
  equal: '=',
  differs: '≠',
  'not looked at': '·',
};

interface GranuleProps {
  readonly granule: CheckedGranule;
  readonly logical: number;
  readonly check: TagCheck;
}

function Granule({ granule: { address, allocation, result }, logical, check }: GranuleProps) {
  return (
    <p className={styles.granule} data-result={result}>
      <span className={styles.meeting}>
        <Tag tag={logical} />
      </span>
      <span aria-hidden>{SYMBOLS[result]}</span>
      {allocation === null ? '–' : <Tag tag={allocation} />}
      <span>
        <span className={controls.heard}>{result}, </span>granule <code>{address.toString(16)}</code>{' '}
        {verdict(result, check, allocation)}
      </span>
    </p>
  );
}

/** What is said of one granule. */
function verdict(result: CheckedGranule['result'], check: TagCheck, allocation: number | null): string {
  if (allocation === null) return 'is not Tagged memory';
  if (result === 'equal') return check.outcome === 'goes on' ? 'may go on' : 'matches';
  if (result === 'not looked at') return 'is not looked at any more';
  return check.outcome === 'faults'
    ? 'tag check fails'
    : `tag check fails; the ${check.write ? 'store' : 'load'} is made, and ${check.notedIn} set`;
}
