import { lazy, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { PointedAt } from './threads/pointed-at.ts';
import type { State } from '../core/machine/state.ts';
import type { EditingStore } from '../run/editing.ts';
import { createExplorer, type Bounds } from '../run/explorer.ts';
import type { SharedRun } from '../core/formats/shared-run.ts';
import { runsGuestCode } from '../picture/runs-guest-code.ts';
import { Announcer } from './Announcer.tsx';
import styles from './App.module.css';
import controls from './controls.module.css';
import type { Tab } from './Dock.tsx';
import { Dock } from './Dock.tsx';
import { EditPanel } from './edit/EditPanel.tsx';
import { placeOf, type Place } from './edit/place.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { CompareDialog } from './explore/CompareDialog.tsx';
import { ExplorePanel } from './explore/ExplorePanel.tsx';
import type { OpenMenu } from './header/Header.tsx';
import { Header } from './header/Header.tsx';
import { IoctlPanel } from './ioctl/IoctlPanel.tsx';
import { HelpDialog } from './keyboard/HelpDialog.tsx';
import { useKeyboard } from './keyboard/useKeyboard.ts';
import { frameShown } from './memory/shown-frame.ts';
import { MemoryPanel } from './memory/MemoryPanel.tsx';
import { MustHold } from './must-hold/MustHold.tsx';
import { Notes } from './Notes.tsx';
import { Opening } from './Opening.tsx';
import type { Offered } from './scenarios/ScenarioBrowser.tsx';
import { ShareDialog } from './share/ShareDialog.tsx';
import { readView, writeView, type SidePanel } from './share/view.ts';
import { SideView } from './SideView.tsx';
import { nextTheme, useTheme } from './theme.ts';
import { ThreadsPanel } from './threads/ThreadsPanel.tsx';
import { TimePanel } from './time/TimePanel.tsx';
import { useRun } from './useRun.ts';

/** Drawing it takes packages that nothing else needs. */
const RacesDialog = lazy(() => import('./races/RacesDialog.tsx'));
const StateGraph = lazy(() => import('./state-graph/StateGraph.tsx'));
const VmView = lazy(() => import('./vm/VmView.tsx'));
const ProcessView = lazy(() => import('./process/ProcessView.tsx'));
const FrameLife = lazy(() => import('./life/FrameLife.tsx'));
const GuestPanel = lazy(() => import('./guest/GuestPanel.tsx'));
const SyscallLog = lazy(() => import('./syscalls/SyscallLog.tsx'));

interface Props {
  readonly editing: StoreApi<EditingStore>;
  /** How a link or file wants the page to look. */
  readonly looks: Pick<Partial<SharedRun>, 'theme' | 'view'>;
  /** Opens a file: a saved run or a scenario. */
  readonly onFile: (file: File) => void;
  readonly onCloseScenario: (id: string) => void;
  /** The image that was opened last, if any. */
  readonly board: Offered['board'];
}

/** The views that the side offers by a button, in order; those of a VM only where there is one. */
const views = [
  { panel: 'VM', title: 'VM', shortcut: 'V' },
  { panel: 'Calls', title: 'System calls', shortcut: 'C' },
  { panel: 'Process', title: 'Processes', shortcut: 'P' },
  { panel: 'Life', title: 'Life of the page', shortcut: 'F' },
] as const;

/** The whole page: threads, memory, what must hold, time; on a narrow screen one of them at a time. */
export function App({ editing, looks, onFile, onCloseScenario, board }: Props) {
  const run = useRun();
  const { snapshot, actions, stateAt } = run;
  const [theme, setTheme] = useTheme(looks.theme);
  const [seen, setSeen] = useState(looks);
  const start = readView(looks.view);
  const [menu, setMenu] = useState<OpenMenu>(null);
  const [help, setHelp] = useState(false);
  const [tab, setTab] = useState<Tab>(start.tab);
  // Open where there is a VMM that can call, until the reader decides.
  const [ioctlWanted, setIoctlWanted] = useState<boolean | null>(start.ioctlOpen);
  const [explorer] = useState(() => createExplorer());
  const [open, setOpen] = useState(start.open);
  const [comparing, setComparing] = useState(false);
  const [racesOpen, setRacesOpen] = useState(false);
  /** What stands in place of memory: the editor at a place, or the graph of a search. */
  const [place, setPlace] = useState<Place | null>(null);
  const [playing, setPlaying] = useState(false);
  const [graphed, setGraphed] = useState<Bounds | null>(null);
  const [shared, setShared] = useState<SharedRun | null>(null);
  const [pointed, setPointed] = useState<{ readonly state: State; readonly at: PointedAt } | null>(null);

  // Memory and time are about the same page frame.
  const [chosen, setFrame] = useState<{ readonly scenario: string; readonly frame: number } | null>(null);
  const frameChosen = chosen?.scenario === snapshot.scenario.id ? { frame: chosen.frame } : {};

  const checked = useStore(editing, (store) => store.checked);
  const wrongInGuest =
    (checked.kind === 'wrong' ? checked.diagnostics.find(({ path }) => path.endsWith('.s')) : null) ?? null;

  const frame = frameShown(snapshot, frameChosen.frame ?? null);
  const seek = (step: number) => {
    actions.seek(step);
  };

  if (seen !== looks) {
    // Another link or file has been opened.
    setSeen(looks);
    setTab(start.tab);
    setIoctlWanted(start.ioctlOpen);
    setOpen(start.open);
    setShared(null);
  }

  const ioctlOpen = ioctlWanted ?? snapshot.scenario.vmm !== null;
  const toggleIoctl = () => {
    setIoctlWanted(!ioctlOpen);
    setTab(tab === 'ioctl' ? 'Threads' : 'ioctl');
  };
  const toggle = (panel: SidePanel) => () => {
    const next = new Set(open);
    if (!next.delete(panel)) next.add(panel);
    setOpen(next);
    setTab(tab === panel ? 'Threads' : panel);
  };
  // Of a run that has not arrived there is nothing to see yet, and nothing to do.
  const isOpening = snapshot.opening !== null;
  const { picture, vmm } = snapshot.scenario;
  const hasVm = vmm !== null || picture.mappings.some(({ kind }) => kind === 'stage2');
  const compare = () => {
    actions.pause();
    setComparing(true);
  };
  const changeTheme = () => {
    setTheme(nextTheme(theme));
  };
  const share = () => {
    // What still goes on is part of it.
    actions.pause();
    setShared({
      ...run.share(),
      theme,
      view: writeView({ tab, ioctlOpen, open }),
    });
  };
  const editAt = (at: Place) => {
    setGraphed(null);
    setPlace(at);
  };
  const edit = () => {
    editAt(placeOf(snapshot));
  };
  const drawGraph = (bounds: Bounds) => {
    setPlace(null);
    setGraphed(bounds);
  };
  const openHelp = () => {
    setHelp(true);
  };

  useKeyboard(run, {
    openScenarios: () => {
      setMenu('scenarios');
    },
    openShowMe: () => {
      setMenu('show me');
    },
    toggleIoctl,
    toggleVm: toggle('VM'),
    toggleCalls: toggle('Calls'),
    toggleLife: toggle('Life'),
    toggleProcess: toggle('Process'),
    toggleExplore: toggle('Explore'),
    compare,
    drawGraph: () => {
      if (playing) return;
      if (graphed === null) drawGraph({});
      else setGraphed(null);
    },
    edit,
    openBoard: () => {
      if (board === null) setMenu('scenarios');
      else board.onOpen();
    },
    share,
    changeTheme,
    openHelp,
  });

  return (
    <div className={styles.app} data-digest={isOpening ? undefined : snapshot.digest} data-tab={tab}>
      <Header
        run={run}
        menu={menu}
        onMenu={setMenu}
        ioctlOpen={ioctlOpen}
        onIoctl={toggleIoctl}
        exploreOpen={open.has('Explore')}
        onExplore={toggle('Explore')}
        theme={theme}
        onTheme={setTheme}
        onShare={share}
        onHelp={openHelp}
        onFile={onFile}
        board={board}
        onRaces={() => {
          actions.pause();
          setRacesOpen(true);
        }}
        onCloseScenario={onCloseScenario}
      />
      <Notes snapshot={snapshot} />
      {!isOpening && <Announcer snapshot={snapshot} />}
      {snapshot.opening !== null && (
        <Opening
          opening={snapshot.opening}
          onStop={() => {
            actions.stop();
          }}
        />
      )}
      <main className={styles.main} inert={isOpening} data-guest-code={runsGuestCode(snapshot.program)}>
        <section className={`${styles.threads} ${styles.panel}`} data-panel="Threads" aria-label="Threads">
          {runsGuestCode(snapshot.program) && (
            <ErrorBoundary part="The guest's code">
              <Suspense>
                <GuestPanel
                  key={snapshot.scenario.id}
                  snapshot={snapshot}
                  actions={actions}
                  stateAt={stateAt}
                  texts={run.textsOf(snapshot.release)}
                  wrong={wrongInGuest}
                  onEdit={(path, offset) => {
                    editAt({ path, offset });
                  }}
                />
              </Suspense>
            </ErrorBoundary>
          )}
          <ErrorBoundary part="The threads panel">
            <ThreadsPanel
              beside={runsGuestCode(snapshot.program)}
              snapshot={snapshot}
              actions={actions}
              pointedAt={pointed?.state === snapshot.state ? pointed.at : null}
              onEdit={editAt}
            />
          </ErrorBoundary>
        </section>
        <section className={`${styles.memory} ${styles.panel}`} data-panel="Memory" aria-label="Memory">
          <ErrorBoundary part="The memory panel">
            <MemoryPanel
              {...frameChosen}
              snapshot={snapshot}
              onFrame={(frame) => {
                setFrame({ scenario: snapshot.scenario.id, frame });
              }}
              onSeek={seek}
            />
          </ErrorBoundary>
        </section>
        {place !== null && (
          <ErrorBoundary part="The editor">
            <EditPanel
              run={run}
              editing={editing}
              place={place}
              onPlace={setPlace}
              onClose={() => {
                setPlace(null);
              }}
            />
          </ErrorBoundary>
        )}
        {graphed !== null && (
          <ErrorBoundary part="The state graph">
            <Suspense>
              <StateGraph
                run={run}
                explorer={explorer}
                bounds={graphed}
                onClose={() => {
                  setGraphed(null);
                }}
              />
            </Suspense>
          </ErrorBoundary>
        )}
        <div className={styles.side}>
          <section className={styles.panel} data-panel="Must hold" aria-label="What must hold">
            <ErrorBoundary part="The panel of properties">
              <MustHold snapshot={snapshot} actions={actions} />
            </ErrorBoundary>
          </section>
          <div className={styles.more}>
            {views
              .filter(({ panel }) => hasVm || (panel !== 'VM' && panel !== 'Calls'))
              .map(({ panel, title, shortcut }) => (
                <button
                  key={panel}
                  className={controls.button}
                  aria-pressed={open.has(panel)}
                  onClick={toggle(panel)}
                >
                  {title} <kbd className={controls.key}>{shortcut}</kbd>
                </button>
              ))}
          </div>
          <section
            className={styles.panel}
            data-panel="Explore"
            data-open={open.has('Explore')}
            aria-label="Explore"
          >
            <ErrorBoundary part="The explorer">
              <ExplorePanel
                snapshot={snapshot}
                actions={actions}
                explorer={explorer}
                open={open.has('Explore')}
                onCompare={compare}
                onGraph={drawGraph}
                playing={playing}
                onPlaying={setPlaying}
              />
            </ErrorBoundary>
          </section>
          <section
            className={styles.panel}
            data-panel="ioctl"
            data-open={ioctlOpen}
            aria-label="KVM_ARM_MTE_COPY_TAGS"
          >
            <ErrorBoundary part="The ioctl panel">
              <IoctlPanel
                snapshot={snapshot}
                actions={actions}
                scenarios={run.scenarios}
                onPoint={(at) => {
                  setPointed({ state: snapshot.state, at });
                  setTab('Threads');
                }}
              />
            </ErrorBoundary>
          </section>
          <SideView panel="VM" name="VM" open={open.has('VM')} tab={tab}>
            <VmView snapshot={snapshot} actions={actions} frame={frame} />
          </SideView>
          <SideView panel="Process" name="Processes" open={open.has('Process')} tab={tab}>
            <ProcessView snapshot={snapshot} stateAt={stateAt} onSeek={seek} />
          </SideView>
          <SideView panel="Life" name="Life of the page frame" open={open.has('Life')} tab={tab}>
            <FrameLife snapshot={snapshot} stateAt={stateAt} frame={frame} onSeek={seek} />
          </SideView>
          <SideView panel="Calls" name="System calls" open={open.has('Calls')} tab={tab}>
            <SyscallLog snapshot={snapshot} stateAt={stateAt} onSeek={seek} />
          </SideView>
        </div>
        <div className={`${styles.time} ${styles.panel}`} data-panel="Time">
          <ErrorBoundary part="The time panel">
            <TimePanel
              {...frameChosen}
              snapshot={snapshot}
              stateAt={stateAt}
              whyThere={run.whyThere}
              actions={actions}
            />
          </ErrorBoundary>
        </div>
      </main>
      <Dock snapshot={snapshot} actions={actions} tab={tab} onTab={setTab} inert={isOpening} />
      <CompareDialog
        open={comparing}
        run={run}
        explorer={explorer}
        onClose={() => {
          setComparing(false);
        }}
      />
      {racesOpen && (
        <ErrorBoundary part="The table of races">
          <Suspense>
            <RacesDialog
              run={run}
              onClose={() => {
                setRacesOpen(false);
              }}
            />
          </Suspense>
        </ErrorBoundary>
      )}
      {shared !== null && (
        <ShareDialog
          shared={shared}
          scenario={snapshot.scenario}
          onFile={(file) => {
            setShared(null);
            onFile(file);
          }}
          onClose={() => {
            setShared(null);
          }}
        />
      )}
      <HelpDialog
        open={help}
        onClose={() => {
          setHelp(false);
        }}
      />
    </div>
  );
}
