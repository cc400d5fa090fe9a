import { address } from '../../picture/entry.ts';
import type { MappingMark } from '../../picture/mapping.ts';
import type { SideBySide } from '../../picture/vm.ts';
import styles from './VmView.module.css';

/** Host and guest of one page frame, side by side. */
export function BothSides({ sides }: { readonly sides: SideBySide }) {
  const { flags, host, guest } = sides;
  const set = flags.filter((flag) => flag.set || flag.changed);
  return (
    <div className={styles.sides}>
      <div>
        <h4 className={styles.side}>Host</h4>
        <p className={styles.parts}>
          {set.length === 0 && 'no page flag set'}
          {set.map((flag) => (
            <span key={flag.name} className={styles.part} data-changed={flag.changed}>
              {flag.changed && (flag.set ? '+' : '−')}
              {flag.name}
            </span>
          ))}
        </p>
        {host.length === 0 && <p className={styles.nothing}>No process maps it.</p>}
        {host.map((mark) => (
          <Mapped key={mark.index} mark={mark} />
        ))}
      </div>
      <div>
        <h4 className={styles.side}>Guest</h4>
        {guest.length === 0 && <p className={styles.nothing}>No guest maps it.</p>}
        {guest.map(({ mark, mayUseTags }) => (
          <div key={mark.index}>
            <p>{mayUseTags ? 'May use tags.' : 'May not use tags.'}</p>
            <Mapped mark={mark} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Mapped({ mark }: { readonly mark: MappingMark }) {
  return (
    <p>
      {mark.mapping.name} <code>{address(mark.address)}</code>
      <span className={styles.parts}>
        {mark.bits.map(({ name, bits, change }) => (
          <span
            key={`${name} ${change ?? ''}`}
            className={styles.part}
            data-changed={change !== null}
            title={`bits ${bits}`}
          >
            {change !== null && (change === 'set' ? '+' : '−')}
            {name}
          </span>
        ))}
      </span>
    </p>
  );
}
