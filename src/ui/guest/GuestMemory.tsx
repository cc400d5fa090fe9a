import { hex } from '../../picture/entry.ts';
import type { MemoryLine } from '../../picture/guest-code.ts';
import { Tag } from '../memory/Tag.tsx';
import styles from './GuestPanel.module.css';

interface Props {
  readonly lines: readonly MemoryLine[];
  /** The number of the first page frame. */
  readonly base: bigint;
}

/** The granules around the last access: each with its tag and its bytes. */
export function GuestMemory({ lines, base }: Props) {
  const [first] = lines;
  if (first === undefined) return null;
  return (
    <table className={styles.memory} aria-label="Memory around the last access">
      <caption>Page frame {hex(base + BigInt(first.frame))}</caption>
      <tbody>
        {lines.map(({ granule, bytes, tag, touched }) => (
          <tr key={granule} data-touched={touched}>
            <th scope="row">
              {touched && <span aria-hidden>▸</span>}
              {(16 * granule).toString(16).padStart(3, '0')}
            </th>
            <td>
              <Tag tag={tag} />
            </td>
            <td className={styles.bytes}>
              {hexOf(bytes.slice(0, 8))} {hexOf(bytes.slice(8))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
