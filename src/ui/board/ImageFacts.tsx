import type { OpenedImage } from '../../run/open-image.ts';
import styles from './Board.module.css';

const KINDS: Readonly<Record<OpenedImage['kind'], string>> = {
  raw: 'Raw image',
  ELF: 'ELF executable',
  assembly: 'Assembly text',
};
const hex = (value: number): string => `0x${value.toString(16)}`;

/** What the file is, where it was loaded, and on what it runs. */
export function ImageFacts({ image: { kind, bytes, image } }: { readonly image: OpenedImage }) {
  return (
    <p>
      {KINDS[kind]} of {bytes.toLocaleString('en')} bytes, loaded at{' '}
      {image.segments.map(({ address, size }, i) => (
        <span key={i}>
          {i > 0 && ', '}
          <code className={styles.number}>
            {hex(address)}–{hex(address + size)}
          </code>
        </span>
      ))}
      ; starts at <code className={styles.number}>{hex(image.entry)}</code>. It runs on a board with the map
      of QEMU’s <code className={styles.number}>virt</code> and nothing beneath it: no KVM, no host kernel
      (docs/processor.md in Tagscope’s source).
    </p>
  );
}
