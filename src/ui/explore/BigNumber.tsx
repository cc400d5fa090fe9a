import { useState } from 'react';
import styles from './ExplorePanel.module.css';
import { grouped, readable } from './number.ts';

/** A number that may be far too long: short until it is pressed, exact on hover. */
export function BigNumber({ digits }: { readonly digits: string }) {
  const [whole, setWhole] = useState(false);
  const short = readable(digits);
  const exact = grouped(digits);
  if (short === exact) return <b>{exact}</b>;
  return (
    <button
      className={styles.number}
      title={whole ? 'Shorter' : exact}
      aria-expanded={whole}
      onClick={() => {
        setWhole(!whole);
      }}
    >
      {whole ? exact : short}
    </button>
  );
}
