import type { Scenario } from '../scenario.ts';

/** FACTS 9 b6: private guest memory that fork() has shared, read-only. */
export const cowVm: Scenario = {
  id: 'cow-vm',
  title: 'Private guest memory, after a fork',
  theme: 'guest-memory',
  lookFor:
    'The VMM has forked, and parent and child still have the same private page, read-only. The guest reads it while the child asks for tags: nothing here is MAP_SHARED, so nothing is refused. Does the guest see tags of a former owner?',
  caveat:
    'Derived from the sources, not reported as a bug of Linux. It takes a VMM that forks and whose guest memory the child keeps; QEMU marks guest memory MADV_DONTFORK (likely).',
  findings: {
    'v5.10': 'The guest has no tags to see.',
    v4: 'Whoever sets the flag first is believed by the other: child and guest can both see stale tags.',
    v11: 'Whoever sets the flag first is believed by the other: child and guest can both see stale tags.',
    v12: 'The child waits for nobody: it finds the flag that the stage-2 fault has set before its work.',
    'v5.14':
      "The child sets the flag before it clears the tags; the guest's fault finds it set and maps the page. That memory which is MAP_SHARED is refused does not help: fork() shares private memory too.",
    'v6.1': 'As on v5.14: the flag still comes before the work.',
    'v6.2-flag':
      'The flag comes after the work. Both may clear the tags, which loses nothing: the page is read-only for both until it is copied.',
    'v6.2': 'The guest waits for the flag.',
  },
  threads: [
    { name: 'vCPU 0', role: 'guest: LDG, LDR', entry: 'vcpu_reads', args: [0] },
    { name: 'CPU 1', role: 'child: mprotect(PROT_MTE)', entry: 'process_mprotects', args: [1] },
  ],
  constants: {},
  properties: ['stale', 'lost', 'trusted', 'deadlock', 'locks'],
  recorded: {
    'v5.10': [{ title: 'Only the child has tags', choices: '0*19 1*69', breaks: null }],
    v4: [{ title: 'The guest reads stale tags', choices: '1*8 0*24 1*61', breaks: 'stale' }],
    v11: [{ title: 'The guest reads stale tags', choices: '1*10 0*24 1*61', breaks: 'stale' }],
    v12: [{ title: 'The child reads stale tags', choices: '0*17 1*52 0*20', breaks: 'stale' }],
    'v5.14': [{ title: 'The guest reads stale tags', choices: '1*9 0*25 1*62', breaks: 'stale' }],
    'v6.1': [{ title: 'The guest reads stale tags', choices: '1*9 0*25 1*64', breaks: 'stale' }],
    'v6.2-flag': [{ title: 'Both clear, nothing is lost', choices: '1*16 0*40 1*64', breaks: null }],
    'v6.2': [{ title: 'The guest waits for the flag', choices: '1*16 0*18 1*65 0*5', breaks: null }],
    'v6.4': [{ title: 'The guest waits for the flag', choices: '1*16 0*17 1*63 0*5', breaks: null }],
    'v6.6': [{ title: 'The guest waits for the flag', choices: '1*14 0*17 1*62 0*5', breaks: null }],
  },
  picture: {
    frames: [1, 2],
    mappings: [
      { kind: 'user', space: 0, index: 0, name: 'VMM page' },
      { kind: 'user', space: 1, index: 0, name: 'Child' },
      { kind: 'stage2', space: 0, index: 0, name: 'Guest page' },
    ],
    swapSlots: [],
  },
  vmm: null,
};
