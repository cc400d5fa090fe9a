/** How the page looks, as a link says it: the tab in view, and with a plus the panels that are open. */
import { tabs, type Tab } from '../Dock.tsx';

/** Panels at the side that open and close; on a narrow screen each is a tab. */
export const sidePanels = ['Explore', 'VM', 'Process', 'Life', 'Calls'] as const satisfies readonly Tab[];
export type SidePanel = (typeof sidePanels)[number];

export interface View {
  readonly tab: Tab;
  /** Null: nobody has said, so it is open where a VMM can call. */
  readonly ioctlOpen: boolean | null;
  readonly open: ReadonlySet<SidePanel>;
}

export function writeView({ tab, ioctlOpen, open }: View): string[] {
  const panels = sidePanels.filter((panel) => open.has(panel)).map((panel) => `+${panel}`);
  return [tab, ...(ioctlOpen === true ? ['+ioctl'] : []), ...panels];
}

export function readView(names: readonly string[] = []): View {
  return {
    tab: tabs.find((tab) => names.includes(tab)) ?? 'Threads',
    ioctlOpen: names.length === 0 ? null : names.includes('+ioctl'),
    open: new Set(sidePanels.filter((panel) => names.includes(`+${panel}`))),
  };
}
