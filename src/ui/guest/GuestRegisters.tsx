import type { GuestMark, GuestRegister } from '../../picture/guest-code.ts';
import { address } from '../../picture/entry.ts';
import controls from '../controls.module.css';
import styles from './GuestPanel.module.css';

/** All registers that are not zero or have just changed; those of MTE always, by field. */
export function GuestRegisters({ guest }: { readonly guest: Pick<GuestMark, 'general' | 'system'> }) {
  const general = guest.general.filter(({ value, changed }) => value !== 0n || changed);
  return (
    <>
      <dl className={styles.registers} aria-label="General registers">
        {general.map((one) => (
          <Register key={one.name} register={one} />
        ))}
      </dl>
      {general.length < guest.general.length && <p className={styles.note}>All other X registers are 0.</p>}
      <dl className={styles.registers} aria-label="System registers">
        {guest.system.map((one) => (
          <Register key={one.name} register={one} />
        ))}
      </dl>
    </>
  );
}

function Register({ register: { name, value, fields, changed } }: { readonly register: GuestRegister }) {
  return (
    <div className={styles.register} data-changed={changed}>
      <dt>
        {changed && <span aria-hidden>◆</span>}
        {name}
        {changed && <span className={controls.heard}> changed</span>}
      </dt>
      <dd>
        {fields.length === 0 ? (
          <code>{address(value)}</code>
        ) : (
          fields.map((field) => (
            <span key={field.name} className={styles.field}>
              {field.name} <b>{field.value}</b>
            </span>
          ))
        )}
      </dd>
    </div>
  );
}
