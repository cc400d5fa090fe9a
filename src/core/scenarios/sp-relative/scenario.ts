import { findingsBehind, guestExample, recordedBehind } from '../guest-boot/example.ts';
import type { Scenario } from '../scenario.ts';

export const spRelative: Scenario = {
  ...guestExample,
  id: 'sp-relative',
  title: 'SP-relative: unchecked',
  lookFor:
    'SP’s tag is not the granule’s. Seven accesses reach that granule by SP, or by what was SP: which are checked?',
  findings: findingsBehind(
    'The guest has no MTE: none is checked.',
    'SP and a number, with LDR, STR, LDP and LDXR: unchecked. SP and a register, SP that is changed by the way, and a copy of SP: checked, and each faults.',
  ),
  recorded: recordedBehind(
    { title: 'None is checked', choices: '0*113', breaks: null },
    { 'v6.13': [{ title: 'Four unchecked, three faults', choices: '0*320', breaks: null }] },
  ),
};
