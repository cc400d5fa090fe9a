import { ChevronDown } from 'lucide-react';
import controls from '../controls.module.css';
import { ScenarioBrowser, type Offered } from '../scenarios/ScenarioBrowser.tsx';
import styles from './Header.module.css';

interface Props extends Offered {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** The present scenario's title; it opens the browser of all. */
export function ScenarioChooser({ open, onOpen, ...offered }: Props) {
  return (
    <>
      <button
        className={`${controls.quiet} ${styles.scenario}`}
        title="Choose a scenario (S)"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => {
          onOpen(true);
        }}
      >
        <span className={styles.scenarioTitle}>
          <span className={controls.heard}>Scenario: </span>
          {offered.chosen.title}
        </span>
        <ChevronDown size="1em" aria-hidden />
      </button>
      <ScenarioBrowser
        {...offered}
        open={open}
        onClose={() => {
          onOpen(false);
        }}
      />
    </>
  );
}
