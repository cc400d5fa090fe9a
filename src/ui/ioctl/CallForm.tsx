import { useId, useState } from 'react';
import type { Scenario } from '../../core/scenarios/scenario.ts';
import type { RunActions, RunSnapshot } from '../../run/run.ts';
import { BytesToSend } from './BytesToSend.tsx';
import { Field } from './Field.tsx';
import type { FieldName, Fields } from './fields.ts';
import { readFields } from './fields.ts';
import styles from './IoctlPanel.module.css';
import { vmmThread } from './last-call.ts';
import { presets } from './presets.ts';
import { PresetChooser } from './PresetChooser.tsx';
import { Send } from './Send.tsx';
import { hex } from './strace.ts';

interface Props {
  readonly vmm: NonNullable<Scenario['vmm']>;
  readonly snapshot: RunSnapshot;
  readonly actions: RunActions;
  readonly onCalled: () => void;
}

/** The number of ioctl in the system-call table of arm64. */
const IOCTL = 29n;

const shown: readonly (readonly [name: FieldName, label: string])[] = [
  ['guestIpa', 'guest_ipa'],
  ['length', 'length'],
  ['addr', 'addr'],
  ['flags', 'flags'],
];

/** The structure's fields as a person types them, and the call. */
export function CallForm({ vmm, snapshot, actions, onCalled }: Props) {
  const { constants } = snapshot.program;
  const plain = plainCall(vmm, constants);
  const [fields, setFields] = useState(plain);
  const [preset, setPreset] = useState('from');
  const [byHand, setByHand] = useState(false);
  const { call, sendsBuffer, writes, messages } = readFields(fields, vmm.structAddress, constants);
  const fdId = useId();
  const thread = vmmThread(snapshot);
  const firstVm = constants.get('FD_VM') ?? 0n;
  const idle = thread?.status.kind === 'idle';

  const change = (name: keyof Fields) => (text: string) => {
    setFields({ ...fields, [name]: text });
    setPreset('');
  };
  const send = () => {
    if (call === null || thread === null || !idle) return;
    actions.call(IOCTL, [call.fd, call.request, call.argp], writes);
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
      <PresetChooser
        chosen={preset}
        onChoose={({ id, fields: changed }) => {
          setFields({ ...plain, ...changed });
          setPreset(id);
        }}
        presets={presets}
      />
      <div className={styles.field}>
        <label className={styles.name} htmlFor={fdId}>
          fd
        </label>
        <select
          id={fdId}
          className={styles.input}
          value={fields.fd}
          onChange={(event) => {
            change('fd')(event.target.value);
          }}
        >
          <option value="FD_VM">VM with MTE ({String(firstVm)})</option>
          <option value="FD_VM + 1">VM without MTE ({String(firstVm + 1n)})</option>
        </select>
      </div>
      {shown.map(([name, label]) => (
        <Field key={name} label={label} text={fields[name]} message={messages[name]} onText={change(name)} />
      ))}
      <div className={styles.pair}>
        <Field
          label="reserved[0]"
          text={fields.reserved0}
          message={messages.reserved0}
          onText={change('reserved0')}
        />
        <Field
          label="[1]"
          text={fields.reserved1}
          message={messages.reserved1}
          onText={change('reserved1')}
        />
      </div>
      <Field label="argp" text={fields.argp} message={messages.argp} onText={change('argp')} />
      {sendsBuffer && (
        <BytesToSend text={fields.buffer} message={messages.buffer} onText={change('buffer')} />
      )}
      <Send thread={thread} ready={call !== null} byHand={byHand} onByHand={setByHand} />
    </form>
  );
}

function plainCall(vmm: NonNullable<Scenario['vmm']>, constants: ReadonlyMap<string, bigint>): Fields {
  return {
    fd: 'FD_VM',
    guestIpa: hex(constants.get('IPA_BASE') ?? 0n),
    length: '4096',
    addr: hex(BigInt(vmm.bufferAddress)),
    flags: 'FROM_GUEST',
    reserved0: '0',
    reserved1: '0',
    argp: hex(BigInt(vmm.structAddress)),
    buffer: '01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 00',
  };
}
