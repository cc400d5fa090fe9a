import { ChevronDown, ChevronUp } from 'lucide-react';
import type { BoardMark, BoardStep, Granule } from '../../picture/board.ts';
import type { BoardLook } from '../../run/board.ts';
import controls from '../controls.module.css';
import { Tag } from '../memory/Tag.tsx';
import { Act } from './Act.tsx';
import { placeText, readPlace } from './address-text.ts';
import styles from './Board.module.css';
import { PlaceField } from './PlaceField.tsx';

interface Props {
  readonly mark: BoardMark;
  readonly at: BoardLook['memory'];
  readonly last: BoardStep | null;
  readonly onPlace: (place: BoardLook['memory']) => void;
}

const SCREENFUL = 256n;

/** Memory as the processor would read it, granule by granule: its tag, its bytes. */
export function Memory({ mark: { memory, pointer }, at, last, onPlace }: Props) {
  const checks = last?.step.checks ?? [];
  /** The granules that the last instruction reached for, without their addresses' top bytes. */
  const touched = checks.flatMap(({ granules }) => granules.map(({ address }) => address));
  const untagged = memory.some(({ found }) => 'tagged' in found && !found.tagged);
  const moved = (by: bigint) => {
    onPlace(BigInt.asUintN(64, pointer + by));
  };
  return (
    <section className={styles.memory} aria-label="Memory of the board">
      <h3 className={controls.heading}>Memory</h3>
      <PlaceRow at={at} access={checks[0]?.pointer} onPlace={onPlace} onMove={moved} />
      <p className={styles.note}>
        <code>0x{pointer.toString(16)}</code>, pointer’s tag <Tag tag={Number((pointer >> 56n) & 0xfn)} />
        {untagged && '; memory by this address is not Tagged, so no access is checked'}
      </p>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="Granules">
        <table className={styles.granules}>
          <thead className={controls.heard}>
            <tr>
              <th scope="col">Address</th>
              <th scope="col">Tag</th>
              <th scope="col">Bytes</th>
              <th scope="col">Text</th>
            </tr>
          </thead>
          <tbody>
            {withoutRepeats(memory).map(({ address, found }) => (
              <tr key={address} data-touched={isIn(touched, address)}>
                <th scope="row">
                  {isIn(touched, address) && (
                    <>
                      <span aria-hidden>▸</span>
                      <span className={controls.heard}>touched by the last instruction </span>
                    </>
                  )}
                  {BigInt.asUintN(56, address).toString(16)}
                  {'missing' in found && ' on'}
                </th>
                {'missing' in found ? (
                  <td colSpan={3} className={styles.missing}>
                    {found.missing}
                  </td>
                ) : (
                  <>
                    <td>
                      <Tag tag={found.tag} />
                    </td>
                    <td className={styles.bytes}>
                      {hexOf(found.bytes.subarray(0, 8))} {hexOf(found.bytes.subarray(8))}
                    </td>
                    <td className={styles.ascii}>{textOf(found.bytes)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function isIn(touched: readonly bigint[], address: bigint): boolean {
  return touched.includes(BigInt.asUintN(56, address));
}

interface PlaceProps extends Pick<Props, 'at' | 'onPlace'> {
  /** Where the last instruction went, if it went anywhere. */
  readonly access: bigint | undefined;
  readonly onMove: (by: bigint) => void;
}

function PlaceRow({ at, access, onPlace, onMove }: PlaceProps) {
  return (
    <PlaceField
      label="At"
      text={placeText(at)}
      read={readPlace}
      expects="An address in hexadecimal, or a register that has one: sp, x0 to x30."
      onPlace={onPlace}
    >
      <span className={styles.together}>
        <Act
          can={access !== undefined}
          title="Where the last instruction went"
          onAct={() => {
            if (access !== undefined) onPlace(access);
          }}
        >
          Last access
        </Act>
        <button
          type="button"
          className={`${controls.button} ${controls.square}`}
          aria-label="256 bytes before"
          onClick={() => {
            onMove(-SCREENFUL);
          }}
        >
          <ChevronUp size="1.1em" aria-hidden />
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.square}`}
          aria-label="256 bytes on"
          onClick={() => {
            onMove(SCREENFUL);
          }}
        >
          <ChevronDown size="1.1em" aria-hidden />
        </button>
      </span>
    </PlaceField>
  );
}

/** Of neighbours that are missing for the same reason, the first one. */
function withoutRepeats(memory: readonly Granule[]): readonly Granule[] {
  return memory.filter(({ found }, i) => {
    const before = memory[i - 1]?.found;
    return !(
      'missing' in found &&
      before !== undefined &&
      'missing' in before &&
      before.missing === found.missing
    );
  });
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(
    '',
  );
}
