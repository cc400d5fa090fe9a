import type { GuestMark } from '../../picture/guest-code.ts';
import type { RegisterMark } from '../../picture/register.ts';
import { address } from '../../picture/entry.ts';
import controls from '../controls.module.css';
import styles from './GuestRegisters.module.css';

interface Props {
  readonly guest: Pick<GuestMark, 'general' | 'system'>;
  /** What the marked ones were changed by. */
  readonly changedBy: string;
  /** To the memory that a register points to; null where there is another way. */
  readonly onFollow: ((address: bigint) => void) | null;
}

/** All registers that are not zero or have just changed; those of MTE always, by field. */
export function GuestRegisters({ guest, changedBy, onFollow }: Props) {
  const general = guest.general.filter(({ value, changed }) => value !== 0n || changed);
  return (
    <>
      <dl className={styles.registers} aria-label="General registers">
        {general.map((one) => (
          <Register key={one.name} register={one} changedBy={changedBy} onFollow={onFollow} />
        ))}
      </dl>
      {general.length < guest.general.length && (
        <p className={styles.note}>All other general registers are 0.</p>
      )}
      <dl className={styles.registers} aria-label="System registers">
        {guest.system.map((one) => (
          <Register key={one.name} register={one} changedBy={changedBy} onFollow={null} />
        ))}
      </dl>
    </>
  );
}

interface RegisterProps {
  readonly register: RegisterMark;
  readonly changedBy: string;
  readonly onFollow: ((address: bigint) => void) | null;
}

function Register({ register: { name, value, fields, changed }, changedBy, onFollow }: RegisterProps) {
  return (
    <div
      className={styles.register}
      data-changed={changed}
      title={changed ? `Changed by ${changedBy}` : undefined}
    >
      <dt>
        {changed && <span aria-hidden>◆</span>}
        {name}
        {changed && <span className={controls.heard}> changed by {changedBy}</span>}
      </dt>
      <dd>
        {fields.length > 0 ? (
          fields.map((field) => (
            <span key={field.name} className={styles.field} data-changed={field.changed}>
              {field.name} <b>{field.value}</b>
            </span>
          ))
        ) : onFollow === null || value === 0n ? (
          <code>{address(value)}</code>
        ) : (
          <button
            className={styles.value}
            title="Show the memory there"
            aria-label={`${address(value)}, show the memory there`}
            onClick={() => {
              onFollow(value);
            }}
          >
            {address(value)}
          </button>
        )}
      </dd>
    </div>
  );
}
