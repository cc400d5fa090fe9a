import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { BoardStore, BoardView } from '../../run/board.ts';
import { Dialog } from '../Dialog.tsx';
import controls from '../controls.module.css';
import { GuestRegisters } from '../guest/GuestRegisters.tsx';
import { TagCheckStrip } from '../guest/TagCheckStrip.tsx';
import styles from './Board.module.css';
import { Console } from './Console.tsx';
import { Controls } from './Controls.tsx';
import { Exceptions } from './Exceptions.tsx';
import { ImageFacts } from './ImageFacts.tsx';
import { boardKey } from './keys.ts';
import { Listing } from './Listing.tsx';
import { Memory } from './Memory.tsx';
import { Noted } from './Noted.tsx';
import { OptionsForm } from './OptionsForm.tsx';
import { UnderKvm } from './UnderKvm.tsx';

interface Props {
  readonly board: StoreApi<BoardStore>;
  readonly onClose: () => void;
  /** Runs the image under the modelled KVM instead; or why that cannot be. */
  readonly onUnderKvm: () => string | null;
}

/** An image that the visitor has opened, run on a board without a kernel: its console, its code, its registers, its memory. */
export default function BoardDialog({ board, onClose, onUnderKvm }: Props) {
  const store = useStore(board);
  const { image, options, view, progress, problem } = store;
  const look = view?.look.cpu ?? 0;
  return (
    <Dialog
      title={`Board: ${image.name}`}
      className={styles.dialog}
      onClose={onClose}
      onKeyDown={(event) => {
        boardKey(event.nativeEvent)?.(store);
      }}
    >
      <div className={styles.about}>
        <ImageFacts image={image} />
        <div className={styles.ways}>
          <UnderKvm onRun={onUnderKvm} />
          <OptionsForm options={options} onApply={store.reset} />
        </div>
      </div>
      {problem !== null && (
        <div className={styles.problem}>
          <p role="alert">{problem}</p>
          <button
            className={controls.button}
            onClick={() => {
              store.reset(options);
            }}
          >
            Start anew
          </button>
        </div>
      )}
      {progress !== null && (
        <Controls
          progress={progress}
          canStep={view !== null && view.status.kind === 'stopped' && view.mark.cpus[look]?.waits === null}
          onGo={store.go}
          onStop={store.stop}
          onBack={store.back}
          onReset={() => {
            store.reset(options);
          }}
        />
      )}
      {view !== null && progress !== null && (
        <div className={styles.panes} data-running={progress.status.kind === 'running'}>
          <Console progress={progress} />
          <Code store={store} view={view} running={progress.status.kind === 'running'} />
          <section className={styles.registers} aria-label="Registers">
            <h3 className={controls.heading}>Last instruction, and registers</h3>
            {view.mark.cpus.length > 1 && (
              <CpuChooser
                view={view}
                onCpu={(cpu) => {
                  store.lookAt({ cpu });
                }}
              />
            )}
            <TagCheckStrip step={view.last?.step ?? null} host="" moment={view.instructions}>
              {view.mark.cpus.length > 1 && view.last !== null && (
                <p className={styles.note}>by processor {view.last.cpu}</p>
              )}
              {view.noted.map((noted) => (
                <Noted
                  key={`${noted.cpu} ${noted.register} ${noted.bit}`}
                  noted={noted}
                  isAlone={view.mark.cpus.length === 1}
                  canGo={progress.status.kind !== 'running'}
                  onSeek={store.seek}
                  onRead={() => {
                    store.go({ kind: 'read', cpu: noted.cpu, register: noted.register });
                  }}
                />
              ))}
            </TagCheckStrip>
            <div className={styles.scroll} tabIndex={0} role="group" aria-label="All registers">
              <GuestRegisters
                guest={view.mark}
                changedBy="what ran last"
                onFollow={(memory) => {
                  store.lookAt({ memory });
                }}
              />
            </div>
          </section>
          <Memory
            mark={view.mark}
            at={view.look.memory}
            last={view.last}
            onPlace={(memory) => {
              store.lookAt({ memory });
            }}
          />
          <Exceptions exceptions={view.lastExceptions} count={view.exceptions} />
        </div>
      )}
    </Dialog>
  );
}

interface CodeProps {
  readonly store: BoardStore;
  readonly view: BoardView;
  readonly running: boolean;
}

function Code({ store, view, running }: CodeProps) {
  const { cpus, code } = view.mark;
  const cpu = cpus[view.look.cpu];
  return (
    <Listing
      lines={code}
      pc={cpu?.pc ?? 0n}
      from={view.look.code}
      breakpoints={store.breakpoints}
      canRun={!running && view.status.kind === 'stopped'}
      onBreakpoint={store.toggleBreakpoint}
      onRunTo={(address) => {
        store.go({ kind: 'to', address });
      }}
      onFrom={(address) => {
        store.lookAt({ code: address });
      }}
    />
  );
}

interface CpuProps {
  readonly view: BoardView;
  readonly onCpu: (cpu: number) => void;
}

/** Which processor is looked at, and stepped. */
function CpuChooser({ view, onCpu }: CpuProps) {
  return (
    <label className={styles.place}>
      Processor looked at{' '}
      <select
        className={styles.input}
        value={view.look.cpu}
        onChange={(event) => {
          onCpu(Number(event.currentTarget.value));
        }}
      >
        {view.mark.cpus.map(({ pc, waits }, n) => (
          <option key={n} value={n}>
            {n}: {waits ?? `at ${pc.toString(16)}`}
          </option>
        ))}
      </select>
    </label>
  );
}
