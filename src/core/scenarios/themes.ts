/** What scenarios are about, in the order in which the page offers them; a scenario names one. */
const table = [
  {
    id: 'race',
    title: 'The race',
    about:
      'Two threads meet at one page whose tags are not ready. What keeps the second out differs by release.',
  },
  {
    id: 'memory-management',
    title: 'Memory management',
    about:
      'Fork, swap and migration move pages about. Where the tags go, and who marks the page, differs by release.',
  },
  {
    id: 'process',
    title: 'A process and its tags',
    about:
      'What a program asks of the kernel for itself, and what a debugger sees of it: prctl, PROT_MTE, signals, ptrace.',
  },
  {
    id: 'guest-memory',
    title: "A VM's memory",
    about:
      'Slots and stage-2 faults: which memory KVM takes for a guest, and who initialises the tags it sees.',
  },
  {
    id: 'vcpu',
    title: 'Capability and registers',
    about:
      'From open("/dev/kvm") to a guest that uses tags: what is offered, and what is kept for each side.',
  },
  {
    id: 'copying-tags',
    title: 'Copying tags',
    about: 'KVM_ARM_MTE_COPY_TAGS: its answers, and what happens beside a guest that runs.',
  },
  {
    id: 'vmm',
    title: "The VMM's side",
    about: "What a VMM does with memory whose tags are its guest's: touching it, sending it elsewhere.",
  },
  {
    id: 'guest-code',
    title: "A guest's own code",
    about: 'A64 instructions on a vCPU: tags, checks and faults, with the host behind each access.',
  },
  {
    id: 'file',
    title: 'From a file',
    about: 'Scenario files that you have opened.',
  },
] as const;

export type ThemeId = (typeof table)[number]['id'];

export interface ScenarioTheme {
  readonly id: ThemeId;
  readonly title: string;
  /** What its scenarios have in common, in a sentence. */
  readonly about: string;
}

export const themes: readonly ScenarioTheme[] = table;
