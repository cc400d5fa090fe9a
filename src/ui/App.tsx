import { lazy, Suspense, useState } from 'react';
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
import { ShareDialog } from './share/ShareDialog.tsx';
import { readView, writeView } from './share/view.ts';
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
}

/** The whole page: threads, memory, what must hold, time; on a narrow screen one of them at a time. */
export function App({ editing, looks, onFile, onCloseScenario }: Props) {
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
  const [exploreOpen, setExploreOpen] = useState(start.exploreOpen);
  const [vmOpen, setVmOpen] = useState(start.vmOpen);
  const [callsOpen, setCallsOpen] = useState(start.callsOpen);
  const [lifeOpen, setLifeOpen] = useState(start.lifeOpen);
  const [processOpen, setProcessOpen] = useState(start.processOpen);
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

  if (seen !== looks) {
    // Another link or file has been opened.
    setSeen(looks);
    setTab(start.tab);
    setIoctlWanted(start.ioctlOpen);
    setExploreOpen(start.exploreOpen);
    setVmOpen(start.vmOpen);
    setCallsOpen(start.callsOpen);
    setLifeOpen(start.lifeOpen);
    setProcessOpen(start.processOpen);
    setShared(null);
  }

  const ioctlOpen = ioctlWanted ?? snapshot.scenario.vmm !== null;
  const toggleIoctl = () => {
    setIoctlWanted(!ioctlOpen);
    setTab(tab === 'ioctl' ? 'Threads' : 'ioctl');
  };
  const toggleExplore = () => {
    setExploreOpen(!exploreOpen);
    setTab(tab === 'Explore' ? 'Threads' : 'Explore');
  };
  const { picture, vmm } = snapshot.scenario;
  const hasVm = vmm !== null || picture.mappings.some(({ kind }) => kind === 'stage2');
  const toggleVm = () => {
    setVmOpen(!vmOpen);
    setTab(tab === 'VM' ? 'Threads' : 'VM');
  };
  const toggleCalls = () => {
    setCallsOpen(!callsOpen);
    setTab(tab === 'Calls' ? 'Threads' : 'Calls');
  };
  const toggleLife = () => {
    setLifeOpen(!lifeOpen);
    setTab(tab === 'Life' ? 'Threads' : 'Life');
  };
  const toggleProcess = () => {
    setProcessOpen(!processOpen);
    setTab(tab === 'Process' ? 'Threads' : 'Process');
  };
  const compare = () => {
    actions.pause();
    setComparing(true);
  };
  const changeTheme = () => {
    setTheme(nextTheme(theme));
  };
  const share = () => {
    setShared({
      ...run.share(),
      theme,
      view: writeView({ tab, ioctlOpen, exploreOpen, vmOpen, callsOpen, lifeOpen, processOpen }),
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
    toggleVm,
    toggleCalls,
    toggleLife,
    toggleProcess,
    toggleExplore,
    compare,
    drawGraph: () => {
      if (playing) return;
      if (graphed === null) drawGraph({});
      else setGraphed(null);
    },
    edit,
    share,
    changeTheme,
    openHelp,
  });

  return (
    <div className={styles.app} data-digest={snapshot.digest} data-tab={tab}>
      <Header
        run={run}
        menu={menu}
        onMenu={setMenu}
        ioctlOpen={ioctlOpen}
        onIoctl={toggleIoctl}
        exploreOpen={exploreOpen}
        onExplore={toggleExplore}
        theme={theme}
        onTheme={setTheme}
        onShare={share}
        onHelp={openHelp}
        onFile={onFile}
        onRaces={() => {
          actions.pause();
          setRacesOpen(true);
        }}
        onCloseScenario={onCloseScenario}
      />
      <Notes snapshot={snapshot} />
      <Announcer snapshot={snapshot} />
      <main className={styles.main}>
        <section className={`${styles.threads} ${styles.panel}`} data-panel="Threads" aria-label="Threads">
          {runsGuestCode(snapshot.program) && (
            <ErrorBoundary part="The guest's code">
              <Suspense>
                <GuestPanel
                  key={snapshot.scenario.id}
                  snapshot={snapshot}
                  actions={actions}
                  texts={run.textsOf(snapshot.release)}
                  onEdit={(path) => {
                    editAt({ path, offset: 0 });
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
              onSeek={(step) => {
                actions.seek(step);
              }}
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
            {hasVm && (
              <>
                <button className={controls.button} aria-pressed={vmOpen} onClick={toggleVm}>
                  VM <kbd className={controls.key}>V</kbd>
                </button>
                <button className={controls.button} aria-pressed={callsOpen} onClick={toggleCalls}>
                  System calls <kbd className={controls.key}>C</kbd>
                </button>
              </>
            )}
            <button className={controls.button} aria-pressed={processOpen} onClick={toggleProcess}>
              Processes <kbd className={controls.key}>P</kbd>
            </button>
            <button className={controls.button} aria-pressed={lifeOpen} onClick={toggleLife}>
              Life of the page <kbd className={controls.key}>F</kbd>
            </button>
          </div>
          <section className={styles.panel} data-panel="Explore" data-open={exploreOpen} aria-label="Explore">
            <ErrorBoundary part="The explorer">
              <ExplorePanel
                snapshot={snapshot}
                actions={actions}
                explorer={explorer}
                open={exploreOpen}
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
          <section className={styles.panel} data-panel="VM" data-open={vmOpen} aria-label="VM">
            {(vmOpen || tab === 'VM') && (
              <ErrorBoundary part="The VM view">
                <Suspense>
                  <VmView
                    snapshot={snapshot}
                    actions={actions}
                    frame={frameShown(snapshot, frameChosen.frame ?? null)}
                  />
                </Suspense>
              </ErrorBoundary>
            )}
          </section>
          <section
            className={styles.panel}
            data-panel="Process"
            data-open={processOpen}
            aria-label="Processes"
          >
            {(processOpen || tab === 'Process') && (
              <ErrorBoundary part="The process view">
                <Suspense>
                  <ProcessView
                    snapshot={snapshot}
                    stateAt={stateAt}
                    onSeek={(step) => {
                      actions.seek(step);
                    }}
                  />
                </Suspense>
              </ErrorBoundary>
            )}
          </section>
          <section
            className={styles.panel}
            data-panel="Life"
            data-open={lifeOpen}
            aria-label="Life of the page frame"
          >
            {(lifeOpen || tab === 'Life') && (
              <ErrorBoundary part="The life of the page frame">
                <Suspense>
                  <FrameLife
                    snapshot={snapshot}
                    stateAt={stateAt}
                    frame={frameShown(snapshot, frameChosen.frame ?? null)}
                    onSeek={(step) => {
                      actions.seek(step);
                    }}
                  />
                </Suspense>
              </ErrorBoundary>
            )}
          </section>
          <section
            className={styles.panel}
            data-panel="Calls"
            data-open={callsOpen}
            aria-label="System calls"
          >
            {(callsOpen || tab === 'Calls') && (
              <ErrorBoundary part="The log of system calls">
                <Suspense>
                  <SyscallLog
                    snapshot={snapshot}
                    stateAt={stateAt}
                    onSeek={(step) => {
                      actions.seek(step);
                    }}
                  />
                </Suspense>
              </ErrorBoundary>
            )}
          </section>
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
      <Dock snapshot={snapshot} actions={actions} tab={tab} onTab={setTab} />
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
