import { expect, test } from 'vitest';
import { callTable, type CallSpec } from '../../picture/call-table.ts';
import { readAnyCall, usualTexts } from './any-call.ts';

const vmm = { mailbox: 0, mm: 0, structAddress: 0x7f201000, bufferAddress: 0x7f202000 };
const names = new Map([
  ['FD_KVM', 3n],
  ['FD_VM', 4n],
  ['FD_VCPU', 5n],
  ['IPA_BASE', 0x40000n],
  ['USER_BASE', 0x7f200000n],
]);

function spec(id: string): CallSpec {
  const found = callTable.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

function read(id: string, given: Record<string, string> = {}) {
  return readAnyCall(spec(id), usualTexts(spec(id), given), vmm, names);
}

test('every call can be made as it is offered', () => {
  for (const one of callTable) {
    const { call, messages } = readAnyCall(one, usualTexts(one), vmm, names);
    expect([...messages], one.id).toEqual([]);
    expect(call?.nr).toBe(one.nr);
  }
});

test('a structure is laid out, and its address is the argument', () => {
  expect(read('KVM_ENABLE_CAP', { cap: '205', flags: '1' }).call).toEqual({
    nr: 29n,
    args: [4n, 0x4068aea3n, 0x7f201000n],
    writes: [{ address: 0x7f201000n, bytes: [205, 0, 0, 0, 1, 0, 0, 0] }],
  });
});

test('a path is laid out with the zero behind it', () => {
  expect(read('openat', { pathname: '/a' }).call?.writes).toEqual([
    { address: 0x7f201000n, bytes: [0x2f, 0x61, 0] },
  ]);
});

test('flags are written by name', () => {
  expect(read('mprotect', { prot: 'PROT_READ | PROT_MTE' }).call?.args).toEqual([0x7f200000n, 4096n, 0x21n]);
});

test('what cannot be read is said beside its field', () => {
  const { call, messages } = read('KVM_SET_USER_MEMORY_REGION', { slot: '1 << 32', memory_size: 'much' });
  expect(call).toBeNull();
  expect(messages.get('slot')).toBe('That does not fit into 32 bits.');
  expect(messages.has('memory_size')).toBe(true);
});
