import { useState } from 'react';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import type { CallSpec } from '../../picture/call-table.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import { fieldsOf, readAnyCall, usualTexts } from './any-call.ts';
import { presetsFor } from './call-presets.ts';
import { Field } from './Field.tsx';
import styles from './IoctlPanel.module.css';
import { vmmThread } from './last-call.ts';
import { PresetChooser } from './PresetChooser.tsx';
import { Send } from './Send.tsx';

interface Props {
  readonly spec: CallSpec;
  readonly vmm: NonNullable<Scenario['vmm']>;
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly onCalled: () => void;
}

/** The fields of one call of the table, and the call. */
export function AnyCallForm({ spec, vmm, snapshot, actions, onCalled }: Props) {
  const presets = presetsFor(spec.id);
  const [texts, setTexts] = useState(() => usualTexts(spec));
  const [preset, setPreset] = useState(presets[0]?.id ?? '');
  const [byHand, setByHand] = useState(false);
  const { call, messages } = readAnyCall(spec, texts, vmm, snapshot.program.constants);
  const thread = vmmThread(snapshot);
  const send = () => {
    if (call === null || thread?.status.kind !== 'idle') return;
    actions.call(call.nr, call.args, call.writes);
    if (!byHand) actions.run(thread.index, { kind: 'blocks' });
    onCalled();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {presets.length > 1 && (
        <PresetChooser
          presets={presets}
          chosen={preset}
          onChoose={({ id, fields }) => {
            setTexts(usualTexts(spec, fields));
            setPreset(id);
          }}
        />
      )}
      {fieldsOf(spec).map(({ name }) => (
        <Field
          key={name}
          label={name}
          text={texts.get(name) ?? ''}
          message={messages.get(name)}
          onText={(text) => {
            setTexts(new Map(texts).set(name, text));
            setPreset('');
          }}
        />
      ))}
      <Send thread={thread} ready={call !== null} byHand={byHand} onByHand={setByHand} />
    </form>
  );
}
