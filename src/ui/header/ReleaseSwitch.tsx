import { Tooltip } from 'radix-ui';
import { useEffect, useRef } from 'react';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import styles from './ReleaseSwitch.module.css';

interface Props {
  readonly releases: RunStore['releases'];
  readonly chosen: string;
  /** Whether the visitor's edits of it are in force. */
  readonly edited: boolean;
  readonly onChoose: (release: string) => void;
}

/** Choosing another release carries the run over to it. */
export function ReleaseSwitch({ releases, chosen, edited, onChoose }: Props) {
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const label = group.current?.querySelector<HTMLElement>('[data-chosen=true]');
    if (!group.current || !label) return;
    // Where the releases do not fit side by side, the chosen one is in the middle.
    group.current.scrollLeft = label.offsetLeft - (group.current.clientWidth - label.offsetWidth) / 2;
  }, [chosen]);
  return (
    <Tooltip.Provider delayDuration={300}>
      <fieldset ref={group} className={styles.switch}>
        <legend className={controls.heard}>Kernel release</legend>
        {releases.map((release) => (
          <Tooltip.Root key={release.id}>
            <Tooltip.Trigger asChild>
              <label className={styles.release} data-chosen={release.id === chosen}>
                <input
                  className={styles.radio}
                  type="radio"
                  name="release"
                  value={release.id}
                  checked={release.id === chosen}
                  onClick={(event) => {
                    // Chosen by a pointer, it leaves the arrow keys to time.
                    if (event.detail > 0) event.currentTarget.blur();
                  }}
                  onChange={() => {
                    onChoose(release.id);
                  }}
                />
                {release.id}
                {edited && release.id === chosen ? (
                  <span className={styles.edited}>edited</span>
                ) : (
                  !release.merged && <span className={styles.proposal}>proposal</span>
                )}
              </label>
            </Tooltip.Trigger>
            <Tooltip.Content className={controls.tooltip} sideOffset={6} collisionPadding={8}>
              <strong>
                {release.title}
                {edited && release.id === chosen && ', edited by you'}
              </strong>
              <br />
              {release.note}
            </Tooltip.Content>
          </Tooltip.Root>
        ))}
      </fieldset>
    </Tooltip.Provider>
  );
}
