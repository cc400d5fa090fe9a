import { expect, test } from 'vitest';
import { guestCode } from './guest-code.ts';
import { PlayedRun } from './played.ts';

const run = new PlayedRun('hello-tags', 'v6.6');

test('a register that an instruction wrote is marked, and fields of those that changed', () => {
  run.untilLabel(0, 'A64 irg x0, x0');
  const guest = guestCode(run.at(), run.stateAt);
  expect(guest?.general.filter(({ changed }) => changed).map(({ name }) => name)).toEqual(['X0', 'PC']);
  const rgsr = guest?.system.find(({ name }) => name === 'RGSR_EL1');
  expect(rgsr?.changed).toBe(true);
  expect(rgsr?.fields.filter(({ changed }) => changed).length).toBeGreaterThan(0);
  expect(guest?.step?.text).toBe('irg x0, x0');
});

test('both stack pointers are shown, the one in use as SP', () => {
  const names = guestCode(run.at(), run.stateAt)?.general.map(({ name }) => name);
  expect(names).toContain('SP');
  expect(names).toContain('SP_EL0');
  expect(names).not.toContain('SP_EL1');
});

test('fields are read as one reads them', () => {
  const fields = (register: string) =>
    Object.fromEntries(
      guestCode(run.at(), run.stateAt)
        ?.system.find(({ name }) => name === register)
        ?.fields.map(({ name, value }) => [name, value]) ?? [],
    );
  expect(fields('MAIR_EL1')).toEqual({ Attr0: 'Normal Tagged' });
  expect(fields('SCTLR_EL1')).toMatchObject({ M: '1', TCF: 'sync', ATA: '1', ATA0: '0' });
  expect(fields('PSTATE')).toMatchObject({ EL: '1', SPSel: '1', DAIF: 'DAIF', TCO: '0' });
  expect(fields('GMID_EL1')).toEqual({ BS: '6, 256 bytes a block' });
});

test('guests that run no code of their own have none of this', () => {
  const other = new PlayedRun('isolation', 'v6.6');
  expect(guestCode(other.at(), other.stateAt)).toBeNull();
});
