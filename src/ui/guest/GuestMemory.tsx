import { useState, type SyntheticEvent } from 'react';
import { address as grouped, hex } from '../../picture/entry.ts';
import type { GuestMemory as Seen } from '../../picture/guest-memory.ts';
import controls from '../controls.module.css';
import { Tag } from '../memory/Tag.tsx';
import styles from './GuestMemory.module.css';

interface Props {
  readonly memory: Seen | null;
  /** The address that was asked for; null: the last access. */
  readonly asked: bigint | null;
  /** The number of the first page frame. */
  readonly base: bigint;
  readonly onAsk: (address: bigint | null) => void;
}

/** Granules of the guest's memory, each with its tag and its bytes: around the last access, or at an address. */
export function GuestMemory({ memory, asked, base, onAsk }: Props) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const shown = asked === null ? text : asked.toString(16);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const address = parsed(shown);
    setWrong(address === null);
    if (address !== null) onAsk(address);
  };
  return (
    <section className={styles.memory} aria-label="Memory of the guest">
      <form className={styles.ask} onSubmit={submit}>
        <label>
          Memory at{' '}
          <input
            className={styles.address}
            value={shown}
            placeholder="last access"
            spellCheck={false}
            autoComplete="off"
            aria-invalid={wrong}
            onChange={({ target }) => {
              if (asked !== null) onAsk(null);
              setWrong(false);
              setText(target.value);
            }}
          />
        </label>
        <button className={controls.button}>Show</button>
        {asked !== null && (
          <button
            type="button"
            className={controls.quiet}
            onClick={() => {
              setText('');
              onAsk(null);
            }}
          >
            Last access
          </button>
        )}
      </form>
      {wrong && (
        <p role="alert" className={styles.note}>
          An address is written in hexadecimal, at most 16 digits: 42000.
        </p>
      )}
      {memory === null ? (
        <p className={styles.note}>The guest’s code has not reached for memory yet.</p>
      ) : (
        <>
          {memory.lines.length > 0 && <Lines memory={memory} base={base} />}
          {memory.missing !== null && <p className={styles.note}>{memory.missing}</p>}
        </>
      )}
    </section>
  );
}

function Lines({ memory, base }: { readonly memory: Seen; readonly base: bigint }) {
  const { lines, address, ipa, frame } = memory;
  return (
    <table className={styles.granules}>
      <caption>
        Virtual {grouped(address)}
        {ipa !== null && (ipa === address ? ', the same IPA' : `, IPA ${grouped(ipa)}`)}
        {frame !== null && `, page frame ${hex(base + BigInt(frame))}`}
        {lines.every(({ tag }) => tag === null) && '; not Tagged: it has no tags'}
      </caption>
      <tbody>
        {lines.map(({ address: at, bytes, tag, touched }) => (
          <tr key={at.toString()} data-touched={touched}>
            <th scope="row">
              {touched && <span aria-hidden>▸</span>}
              {at.toString(16)}
              {touched && <span className={controls.heard}> touched by the last instruction</span>}
            </th>
            <td>{tag === null ? <span aria-label="no tag">–</span> : <Tag tag={tag} />}</td>
            <td className={styles.bytes}>
              {hexOf(bytes.slice(0, 8))} {hexOf(bytes.slice(8))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function parsed(text: string): bigint | null {
  const digits = text.trim().replace(/^0x/i, '').replaceAll('_', '');
  return /^[0-9a-f]{1,16}$/i.test(digits) ? BigInt(`0x${digits}`) : null;
}

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
