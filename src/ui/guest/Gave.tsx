import { address } from '../../picture/entry.ts';
import type { RegisterMark } from '../../picture/register.ts';
import styles from './GuestPanel.module.css';

/** What the last instruction left in registers, but for the PC; nothing if it changed none. */
export function Gave({ registers }: { readonly registers: readonly RegisterMark[] }) {
  const changed = registers.filter((one) => one.changed && one.name !== 'PC');
  if (changed.length === 0) return null;
  return (
    <p className={styles.gave}>
      {changed.map(({ name, value, fields }) => (
        <span key={name}>
          {name}{' '}
          {fields.length === 0 ? (
            <code>{address(value)}</code>
          ) : (
            fields
              .filter((field) => field.changed)
              .map((field) => (
                <code key={field.name}>
                  {field.name} {field.value}{' '}
                </code>
              ))
          )}
        </span>
      ))}
    </p>
  );
}
