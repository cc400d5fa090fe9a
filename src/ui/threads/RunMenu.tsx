import { Ellipsis } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { RunActions, ThreadView, Until } from '../../run/run.ts';
import controls from '../controls.module.css';

interface Props {
  readonly thread: ThreadView;
  readonly actions: RunActions;
  readonly inHand: boolean;
}

const ways: readonly (readonly [until: Until, does: string, key: string])[] = [
  [{ kind: 'over' }, 'Step over calls', 'O'],
  [{ kind: 'blocks' }, 'Run until it blocks', 'B'],
  [{ kind: 'returns' }, 'Run until it returns', 'U'],
  [{ kind: 'breaks' }, 'Run until a property breaks', 'X'],
];

export function RunMenu({ thread, actions, inHand }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={`${controls.quiet} ${controls.square}`}
        aria-label={`Run ${thread.name} further`}
        disabled={thread.status.kind !== 'ready'}
      >
        <Ellipsis size="1.15em" aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={controls.menu} align="end" sideOffset={4} collisionPadding={8}>
        <DropdownMenu.Label className={controls.label}>
          {inHand ? 'The keys mean this thread now' : 'The keys mean the thread stepped last'}
        </DropdownMenu.Label>
        {ways.map(([until, does, key]) => (
          <DropdownMenu.Item
            key={key}
            className={controls.item}
            onSelect={() => {
              actions.run(thread.index, until);
            }}
          >
            {does}
            {inHand && <kbd className={controls.key}>{key}</kbd>}
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Label className={controls.label}>
          To run to a line, press its number.
        </DropdownMenu.Label>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
