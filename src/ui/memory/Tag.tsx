import styles from './Tag.module.css';
import { useTagLook } from './tag-look.ts';

/** A tag: its digit on its colour. */
export function Tag({ tag }: { readonly tag: number }) {
  const look = useTagLook();
  return (
    <span className={styles.tag} style={{ background: look.colours[tag], color: look.digits[tag] }}>
      {tag.toString(16)}
    </span>
  );
}
