/** How the page looks, as a link says it: the tab in view, and with a plus the panels that are open. */
import { tabs, type Tab } from '../Dock.tsx';

export interface View {
  readonly tab: Tab;
  /** Null: nobody has said. */
  readonly ioctlOpen: boolean | null;
  readonly exploreOpen: boolean;
  readonly vmOpen: boolean;
  readonly callsOpen: boolean;
  readonly lifeOpen: boolean;
  readonly processOpen: boolean;
}

export function writeView({
  tab,
  ioctlOpen,
  exploreOpen,
  vmOpen,
  callsOpen,
  lifeOpen,
  processOpen,
}: View): string[] {
  return [
    tab,
    ...(ioctlOpen === true ? ['+ioctl'] : []),
    ...(exploreOpen ? ['+Explore'] : []),
    ...(vmOpen ? ['+VM'] : []),
    ...(callsOpen ? ['+Calls'] : []),
    ...(lifeOpen ? ['+Life'] : []),
    ...(processOpen ? ['+Process'] : []),
  ];
}

export function readView(names: readonly string[] = []): View {
  return {
    tab: tabs.find((tab) => names.includes(tab)) ?? 'Threads',
    ioctlOpen: names.length === 0 ? null : names.includes('+ioctl'),
    exploreOpen: names.includes('+Explore'),
    vmOpen: names.includes('+VM'),
    callsOpen: names.includes('+Calls'),
    lifeOpen: names.includes('+Life'),
    processOpen: names.includes('+Process'),
  };
}
