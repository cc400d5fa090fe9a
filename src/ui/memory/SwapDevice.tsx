import { hex } from '../../picture/entry.ts';
import type { SwapDeviceMark } from '../../picture/swap-device.ts';
import styles from './SwapDevice.module.css';

/** The swap file's slots in use: it holds data only, so each says where its tags are. */
export function SwapDevice({ slots }: { readonly slots: readonly SwapDeviceMark[] }) {
  return (
    <section className={styles.device} aria-label="Swap device">
      <h3 className={styles.title}>Swap device</h3>
      {slots.length === 0 && <p className={styles.empty}>no slot in use</p>}
      <ul className={styles.slots}>
        {slots.map(({ offset, held, cached, tags, changed }) => (
          <li key={offset} data-changed={changed}>
            {changed && <span aria-hidden>◆ </span>}
            slot {offset}: {held === 0 ? 'no PTE' : held === 1 ? '1 PTE' : `${held} PTEs`}
            {cached === null ? '' : `, cached in ${hex(cached)}`},{' '}
            {tags ? 'tags in mte_pages' : 'no tags kept'}
          </li>
        ))}
      </ul>
    </section>
  );
}
