import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import controls from '../controls.module.css';
import styles from './Header.module.css';

interface Props {
  readonly scenarios: readonly Scenario[];
  readonly chosen: Scenario;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChoose: (id: string) => void;
}

export function ScenarioChooser({ scenarios, chosen, open, onOpen, onChoose }: Props) {
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpen}>
      <DropdownMenu.Trigger className={`${controls.quiet} ${styles.scenario}`} title="Choose a scenario (S)">
        <span className={styles.scenarioTitle}>
          <span className={controls.heard}>Scenario: </span>
          {chosen.title}
        </span>
        <ChevronDown size="1em" aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={controls.menu} align="start" sideOffset={4} collisionPadding={8}>
        <DropdownMenu.RadioGroup value={chosen.id} onValueChange={onChoose}>
          {scenarios.map(({ id, title, lookFor }) => (
            <DropdownMenu.RadioItem key={id} value={id} className={controls.item}>
              <strong>{title}</strong>
              <DropdownMenu.ItemIndicator className={controls.key}>now</DropdownMenu.ItemIndicator>
              <span className={controls.itemNote}>{lookFor}</span>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
