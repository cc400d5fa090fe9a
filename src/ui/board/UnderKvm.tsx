import { Cpu } from 'lucide-react';
import { useState } from 'react';
import controls from '../controls.module.css';
import styles from './Board.module.css';

interface Props {
  /** Opens the image as a scenario; or says why it cannot be one. */
  readonly onRun: () => string | null;
}

/** The way from the board to the modelled KVM: the same image, with a host beneath it. */
export function UnderKvm({ onRun }: Props) {
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <div className={styles.underKvm}>
      <button
        className={controls.button}
        title="Opens the image as a scenario: a guest whose pages, devices and calls go through the modelled host"
        onClick={() => {
          setRefused(onRun());
        }}
      >
        <Cpu size="1em" aria-hidden /> Run under the modelled KVM
      </button>
      {refused !== null && <p role="alert">Not under the modelled KVM: {refused}.</p>}
    </div>
  );
}
