import { findingsBehind, guestExample } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const heapOverflow: Scenario = {
  ...guestExample,
  id: 'heap-overflow',
  title: 'A heap overflow meets another tag',
  lookFor:
    'malloc gives each object a tag that neither its neighbour nor free memory has. Which store of the loop is the first that is not the object’s own, and where does it fault? Let malloc exclude nothing, and give the generator another seed: is the overflow found every time?',
  findings: findingsBehind(
    'The guest has no MTE: every tag is 0, and the loop writes into the object behind.',
    'The fifth store faults, at the first byte behind the object. The object behind is untouched.',
  ),
  recorded: [
    { title: 'The loop leaves its object', release: 'v6.13', choices: '0*341', breaks: null },
    { title: 'The loop writes into the next object', release: 'v5.10', choices: '0*156', breaks: null },
  ],
};
