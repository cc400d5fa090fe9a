import { Check, X } from 'lucide-react';
import { findingOn } from '../../picture/finding.ts';
import { breakingOn, brokenOn, releasesTold } from '../../picture/recorded.ts';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import { threadColours } from '../threads/colours.ts';
import styles from './ScenarioBrowser.module.css';

interface Props {
  readonly scenario: Scenario;
  /** Whether it is the one that the page shows. */
  readonly present: boolean;
  /** Whether the keyboard stands on it. */
  readonly active: boolean;
  readonly release: string;
  readonly edited: boolean;
  readonly releases: readonly string[];
  readonly onChoose: (id: string) => void;
}

/** A scenario in the list: what to look for, who takes part, and what comes out on the present release. */
export function Entry({ scenario, present, active, release, edited, releases, onChoose }: Props) {
  const { id, title, lookFor, threads } = scenario;
  const finding = findingOn(scenario, release);
  const breaking = breakingOn(scenario, release);
  const broken = brokenOn(scenario, releases);
  const about = [
    releasesTold(scenario, releases),
    broken.length > 0 ? `Recorded runs break on ${broken.join(', ')}` : null,
  ].filter((said) => said !== null);
  return (
    <div
      id={`scenario-${id}`}
      className={styles.entry}
      role="option"
      aria-selected={active}
      aria-labelledby={`scenario-${id}-title`}
      aria-describedby={`scenario-${id}-about`}
      data-scenario={id}
      onClick={() => {
        onChoose(id);
      }}
    >
      <div id={`scenario-${id}-title`} className={styles.title}>
        <strong>{title}</strong>
        {present && (
          <span className={styles.now}>
            <Check size="1em" aria-hidden /> now
          </span>
        )}
      </div>
      <div id={`scenario-${id}-about`} className={styles.about}>
        <div>
          <p>{lookFor}</p>
          {about.length > 0 && <p className={styles.releases}>{about.join('. ')}</p>}
        </div>
        <div className={styles.comesOut}>
          <ul className={styles.threads}>
            {threads.map((thread, i) => (
              <li key={thread.name} style={threadColours(i)}>
                <b>{thread.name}</b> {thread.role}
              </li>
            ))}
          </ul>
          {(finding !== undefined || breaking !== undefined) && (
            <p>
              <b>
                On {release}
                {edited && ', unedited'}
              </b>{' '}
              {finding}
              {breaking !== undefined && (
                <span className={styles.breaks}>
                  <X size="1em" aria-hidden /> Breaks in a recorded run: {breaking.title}
                </span>
              )}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
