import { Tag } from '../memory/Tag.tsx';
import styles from './GuestPanel.module.css';

/** A pointer with bits 59:56 picked out: the tag on its colour, the rest of the 16 digits around it. */
export function PointerBits({ pointer }: { readonly pointer: bigint }) {
  const digits = pointer.toString(16).padStart(16, '0');
  const low = digits.slice(4).replaceAll(/(?<=^.{4}|^.{8})/g, '_');
  return (
    <code className={styles.pointer} aria-label={`0x${pointer.toString(16)}`} role="img">
      0x{digits.slice(0, 1)}
      <Tag tag={Number((pointer >> 56n) & 0xfn)} />
      {digits.slice(2, 4)}_{low}
    </code>
  );
}
