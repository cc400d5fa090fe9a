import { useId, useState } from 'react';
import type { BoardOptions } from '../../run/board.ts';
import controls from '../controls.module.css';
import styles from './Board.module.css';
import { MOST_CPUS, MOST_RAM_MIB } from '../../core/limits.ts';

interface Props {
  readonly options: BoardOptions;
  readonly onApply: (options: BoardOptions) => void;
}

/** What the board has: RAM, processors, boot arguments. Another board starts anew. */
export function OptionsForm({ options, onApply }: Props) {
  const [ramMib, setRam] = useState(String(options.ramMib));
  const [cpus, setCpus] = useState(String(options.cpus));
  const [bootargs, setBootargs] = useState(options.bootargs);
  return (
    <details className={styles.options}>
      <summary>
        {options.ramMib.toLocaleString('en')} MiB of RAM, {options.cpus}{' '}
        {options.cpus === 1 ? 'processor' : 'processors'}
        {options.bootargs !== '' && `, boot arguments “${options.bootargs}”`}
      </summary>
      <form
        className={styles.optionFields}
        onSubmit={(event) => {
          event.preventDefault();
          onApply({ ramMib: Number(ramMib), cpus: Number(cpus), bootargs });
        }}
      >
        <NumberField label="RAM, MiB" value={ramMib} most={MOST_RAM_MIB} onValue={setRam} />
        <NumberField label="Processors" value={cpus} most={MOST_CPUS} onValue={setCpus} />
        <label>
          Boot arguments{' '}
          <input
            className={styles.input}
            value={bootargs}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setBootargs(event.currentTarget.value);
            }}
          />
        </label>
        <button className={controls.button}>Start anew with these</button>
      </form>
    </details>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly onValue: (value: string) => void;
}

/** A whole number from 1 on. */
function NumberField({ label, value, most, onValue }: NumberProps) {
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{label}</label>{' '}
      <input
        id={id}
        className={`${styles.input} ${styles.short}`}
        type="number"
        required
        min={1}
        max={most}
        step={1}
        value={value}
        onChange={(event) => {
          onValue(event.currentTarget.value);
        }}
      />
    </span>
  );
}
