import { address, hex } from '../../picture/entry.ts';
import type { BitMark } from '../../picture/entry.ts';
import type { MappingMark } from '../../picture/mapping.ts';
import { threadColours } from '../threads/colours.ts';
import styles from './MappingCards.module.css';

interface Props {
  readonly mark: MappingMark;
  readonly threadName: (thread: number) => string;
  /** Set where the entry maps another frame that can be shown. */
  readonly onChoose: (() => void) | null;
}

/** A page as somebody addresses it, and below it the entry that says where it lies. */
export function MappingCards({ mark, threadName, onChoose }: Props) {
  const { mapping, entry, index } = mark;
  const stage2 = mapping.kind === 'stage2';
  return (
    <section
      className={styles.mapping}
      aria-label={`${mapping.name} and its ${stage2 ? 'stage-2 entry' : 'PTE'}`}
    >
      <div className={styles.card} data-anchor={`page-${index}`}>
        <div className={styles.head}>
          <h3 className={styles.title}>{sentence(mapping.name)}</h3>
          <p className={styles.number}>
            {stage2 && <span className={styles.space}>IPA </span>}
            {address(mark.address)}
          </p>
        </div>
      </div>
      <div
        className={styles.card}
        data-anchor={`entry-${index}`}
        data-touched={mark.touched?.kind}
        data-kind={entry.kind}
        style={mark.touched === null ? undefined : threadColours(mark.touched.thread)}
      >
        <div className={styles.head}>
          <h3 className={styles.title}>{stage2 ? 'Stage-2 entry' : 'PTE'}</h3>
          <p className={styles.number}>
            <Target mark={mark} onChoose={onChoose} />
            {mark.was !== null && <span className={styles.space}> was {mark.was}</span>}
          </p>
        </div>
        {entry.kind === 'page' && (
          <ul className={styles.bits} aria-label="Bits that are set">
            {mark.bits.map((bit) => (
              <Bit key={`${bit.name} ${bit.change ?? ''}`} bit={bit} />
            ))}
          </ul>
        )}
        <p className={styles.deed}>
          {mark.touched !== null && (
            <>
              <b>{threadName(mark.touched.thread)}</b>{' '}
              {mark.touched.kind === 'write' ? 'writes it' : 'reads it'}
            </>
          )}
        </p>
      </div>
    </section>
  );
}

function Target({ mark: { entry, mapping }, onChoose }: Pick<Props, 'mark' | 'onChoose'>) {
  switch (entry.kind) {
    case 'none':
      return <span className={styles.space}>{mapping.kind === 'stage2' ? 'not valid' : 'none'}</span>;
    case 'swap':
      return (
        <>
          <span className={styles.space}>swap entry </span>
          {entry.offset.toString()}
        </>
      );
    case 'page':
      return (
        <>
          <span className={styles.space}>pfn </span>
          {onChoose === null ? (
            hex(entry.pfn)
          ) : (
            <button
              className={styles.other}
              onClick={onChoose}
              aria-label={`Show page frame ${hex(entry.pfn)}`}
            >
              {hex(entry.pfn)}
            </button>
          )}
        </>
      );
  }
}

const CHANGES = { set: '+', cleared: '−' } as const;
const SAID = { set: ', just set', cleared: ', just cleared' } as const;

function Bit({ bit }: { readonly bit: BitMark }) {
  const { name, bits, change } = bit;
  const where = bits.includes(':') ? `bits ${bits}` : `bit ${bits}`;
  return (
    <li
      className={styles.bit}
      data-change={change}
      data-key={name.startsWith('MT_')}
      title={`${name}: ${where}`}
      aria-label={`${name}, ${where}${change === null ? '' : SAID[change]}`}
    >
      {change !== null && CHANGES[change]}
      {name}
    </li>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
