import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import controls from '../controls.module.css';
import styles from './Header.module.css';

interface Props {
  /** Ours, and behind them those from files. */
  readonly scenarios: readonly Scenario[];
  readonly chosen: Scenario;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChoose: (id: string) => void;
  readonly onFile: (file: File) => void;
  /** Takes the scenario of a file off the list. */
  readonly onClose: (id: string) => void;
}

export function ScenarioChooser({ scenarios, chosen, open, onOpen, onChoose, onFile, onClose }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpen}>
        <DropdownMenu.Trigger
          className={`${controls.quiet} ${styles.scenario}`}
          title="Choose a scenario (S)"
        >
          <span className={styles.scenarioTitle}>
            <span className={controls.heard}>Scenario: </span>
            {chosen.title}
          </span>
          <ChevronDown size="1em" aria-hidden />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className={controls.menu} align="start" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup value={chosen.id} onValueChange={onChoose}>
            {scenarios.map(({ id, title, lookFor, file }) => (
              <DropdownMenu.RadioItem key={id} value={id} className={controls.item}>
                <strong>{title}</strong>
                <DropdownMenu.ItemIndicator className={controls.key}>now</DropdownMenu.ItemIndicator>
                <span className={controls.itemNote}>
                  {file !== undefined && <em>From a file. </em>}
                  {lookFor}
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <div className={controls.menuFoot}>
            <DropdownMenu.Item
              className={controls.item}
              onSelect={() => {
                picker.current?.click();
              }}
            >
              <strong>Open a scenario file …</strong>
              <span className={controls.itemNote}>Or drop one on the page</span>
            </DropdownMenu.Item>
            {chosen.file !== undefined && (
              <DropdownMenu.Item
                className={controls.item}
                onSelect={() => {
                  onClose(chosen.id);
                }}
              >
                <strong>Take this one off the list</strong>
                <span className={controls.itemNote}>The file itself stays where it is</span>
              </DropdownMenu.Item>
            )}
          </div>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      <input
        ref={picker}
        hidden
        type="file"
        accept=".json,application/json"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) onFile(file);
          // The same file, mended, can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
