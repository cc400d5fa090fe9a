import type { Property } from '../../core/scenarios/scenario.ts';
import type { Broken } from '../../run/explorer.ts';
import styles from './ExplorePanel.module.css';
import { steps, switches } from './number.ts';

export type EnterRun = (release: string, run: Broken['shortest']) => void;

interface Props {
  readonly release: string;
  readonly broken: Broken;
  readonly property: Property;
  readonly onEnter: EnterRun;
}

/** The ways into a run that breaks a property. */
export function Failures({ release, broken, property, onEnter }: Props) {
  return (
    <p className={styles.small}>
      <button
        className={styles.link}
        aria-label={`Enter the shortest run in which ${release} breaks: ${property.sentence}`}
        onClick={() => {
          onEnter(release, broken.shortest);
        }}
      >
        Shortest: {steps(broken.shortest.length)}, {switches(broken.switches)}
      </button>
    </p>
  );
}
