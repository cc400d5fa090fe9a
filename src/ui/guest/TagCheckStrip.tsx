import { address } from '../../picture/entry.ts';
import type { GuestMark } from '../../picture/guest-code.ts';
import { Tag } from '../memory/Tag.tsx';
import styles from './GuestPanel.module.css';

/** The check that the last instruction made: bits 59:56 of the pointer beside the granule's tag. */
export function TagCheckStrip({ guest }: { readonly guest: GuestMark }) {
  const { check, ran, exception } = guest;
  return (
    <div className={styles.check} role="status" aria-label="Tag check">
      <p className={styles.ran}>{ran === null ? 'The host runs.' : <code>{ran}</code>}</p>
      {check !== null && (
        <p className={styles.compare} data-equal={check.unchecked === null ? check.equal : undefined}>
          <span>
            pointer <Tag tag={check.logical} /> <code>{address(check.pointer)}</code>
          </span>
          {check.granule === null ? (
            <span>not checked: {check.unchecked}</span>
          ) : (
            <span>
              {check.equal ? '=' : '≠'} granule <Tag tag={check.granule.allocation} />{' '}
              {check.equal ? 'may go on' : 'tag check fails'}
            </span>
          )}
        </p>
      )}
      {exception !== null && <p className={styles.exception}>Exception to EL1: {exception}</p>}
    </div>
  );
}
