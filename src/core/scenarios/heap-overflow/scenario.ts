import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
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
  recorded: recordedBehind(
    { title: 'The loop writes into the next object', choices: '0*156', breaks: null },
    { 'v6.13': [{ title: 'The loop leaves its object', choices: '0*341', breaks: null }] },
  ),
};
