import { DropdownMenu } from 'radix-ui';
import type { OfferedRun } from '../../core/scenarios/offered-runs.ts';
import { recordedAround } from '../../picture/recorded.ts';
import type { RunSnapshot } from '../../run/run.ts';
import controls from '../controls.module.css';

interface Props {
  readonly snapshot: RunSnapshot;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChoose: (run: OfferedRun) => void;
}

/** The recorded runs of this scenario and release, each a list of choices that is played from the start. */
export function ShowMe({ snapshot, open, onOpen, onChoose }: Props) {
  const { scenario, release } = snapshot;
  const { here, elsewhere } = recordedAround(scenario, release);
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpen}>
      <DropdownMenu.Trigger className={controls.button}>
        Show me <kbd className={controls.key}>M</kbd>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={controls.menu} align="end" sideOffset={4} collisionPadding={8}>
        <DropdownMenu.Label className={controls.label}>
          {here.length > 0
            ? `Recorded runs on ${release}`
            : `No run is recorded on ${release} in this scenario`}
        </DropdownMenu.Label>
        {here.map((run) => (
          <DropdownMenu.Item
            key={run.title}
            className={controls.item}
            onSelect={() => {
              onChoose(run);
            }}
          >
            <strong>{run.title}</strong>
            <span className={controls.itemNote}>
              {run.breaks === null ? 'All holds' : 'Breaks a property'}
            </span>
          </DropdownMenu.Item>
        ))}
        {elsewhere.length > 0 && (
          <DropdownMenu.Label className={controls.label}>
            There are runs on {elsewhere.join(', ')}
          </DropdownMenu.Label>
        )}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
