import { CircleHelp, Link, Moon, Presentation, Sun } from 'lucide-react';
import type { RunStore } from '../../run/store.ts';
import controls from '../controls.module.css';
import type { Offered } from '../scenarios/ScenarioBrowser.tsx';
import type { Theme } from '../theme.ts';
import { nextTheme } from '../theme.ts';
import styles from './Header.module.css';
import { ReleaseSwitch } from './ReleaseSwitch.tsx';
import { ScenarioChooser } from './ScenarioChooser.tsx';
import { ShowMe } from './ShowMe.tsx';

export type OpenMenu = 'scenarios' | 'show me' | null;

interface Props {
  readonly run: RunStore;
  readonly menu: OpenMenu;
  readonly onMenu: (menu: OpenMenu) => void;
  readonly ioctlOpen: boolean;
  readonly onIoctl: () => void;
  readonly exploreOpen: boolean;
  readonly onExplore: () => void;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onShare: () => void;
  readonly onHelp: () => void;
  readonly onFile: (file: File) => void;
  readonly board: Offered['board'];
  readonly onRaces: () => void;
  readonly onCloseScenario: (id: string) => void;
}

const themeIcons = { light: Sun, dark: Moon, projector: Presentation } as const;

export function Header({
  run,
  menu,
  onMenu,
  ioctlOpen,
  onIoctl,
  exploreOpen,
  onExplore,
  theme,
  onTheme,
  onShare,
  onHelp,
  onFile,
  board,
  onRaces,
  onCloseScenario,
}: Props) {
  const { snapshot, actions, scenarios, themes, releases } = run;
  const ThemeIcon = themeIcons[theme];
  return (
    <header className={styles.header}>
      <div className={styles.subject}>
        <h1 className={styles.wordmark}>tagscope</h1>
        <ScenarioChooser
          scenarios={scenarios}
          themes={themes}
          chosen={snapshot.scenario}
          releases={releases.map(({ id }) => id)}
          release={snapshot.release}
          edited={snapshot.edits.size > 0}
          open={menu === 'scenarios'}
          onOpen={(open) => {
            onMenu(open ? 'scenarios' : null);
          }}
          onChoose={(id) => {
            actions.chooseScenario(id);
          }}
          onFile={onFile}
          board={board}
          onRaces={onRaces}
          onCloseScenario={onCloseScenario}
        />
      </div>
      <ReleaseSwitch
        releases={releases}
        chosen={snapshot.release}
        edited={snapshot.edits.size > 0}
        onChoose={(id) => {
          actions.chooseRelease(id);
        }}
      />
      <div className={styles.actions}>
        <ShowMe
          snapshot={snapshot}
          open={menu === 'show me'}
          onOpen={(open) => {
            onMenu(open ? 'show me' : null);
          }}
          onChoose={(recorded) => {
            actions.showMe(recorded);
          }}
        />
        <button
          className={`${controls.button} ${styles.panelButton}`}
          aria-pressed={exploreOpen}
          onClick={onExplore}
        >
          Explore <kbd className={controls.key}>E</kbd>
        </button>
        <button
          className={`${controls.button} ${styles.panelButton}`}
          aria-pressed={ioctlOpen}
          onClick={onIoctl}
        >
          ioctl <kbd className={controls.key}>I</kbd>
        </button>
        <button className={controls.button} title="A link to this moment (L)" onClick={onShare}>
          <Link className={styles.shareIcon} size="1.15em" aria-hidden />
          <span className={styles.shareText}>
            Share <kbd className={controls.key}>L</kbd>
          </span>
        </button>
        <button
          className={`${controls.button} ${controls.square}`}
          aria-label={`Theme: ${theme}. Change to ${nextTheme(theme)}`}
          title="Theme (T)"
          onClick={() => {
            onTheme(nextTheme(theme));
          }}
        >
          <ThemeIcon size="1.15em" aria-hidden />
        </button>
        <button
          className={`${controls.button} ${controls.square}`}
          aria-label="Help: all keys"
          title="Help (?)"
          onClick={onHelp}
        >
          <CircleHelp size="1.15em" aria-hidden />
        </button>
      </div>
    </header>
  );
}
