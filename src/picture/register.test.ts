import { expect, test } from 'vitest';
import { registerFields } from './register.ts';

const shown = (name: string, value: bigint): string[] =>
  registerFields(name, value).map((field) => `${field.name}=${field.value}`);

test('GCR_EL1 excludes tags, and says who makes random ones', () => {
  expect(shown('GCR_EL1', 0x1fffen)).toEqual(['Exclude=1–15', 'RRND=1']);
  expect(shown('GCR_EL1', 0x0009n)).toEqual(['Exclude=0, 3', 'RRND=0']);
  expect(shown('GCR_EL1', 0n)).toEqual(['Exclude=none', 'RRND=0']);
});

test('RGSR_EL1 has a tag and a seed', () => {
  expect(shown('RGSR_EL1', 0xace105n)).toEqual(['TAG=5', 'SEED=0xace1']);
});

test('TFSR_EL1 has a bit for each half of the address space', () => {
  expect(shown('TFSR_EL1', 2n)).toEqual(['TF0=0', 'TF1=1']);
});

test('HCR_EL2.ATA lets a guest use tags', () => {
  expect(shown('HCR_EL2', (1n << 56n) | 1n)).toEqual(['VM=1', 'TID3=0', 'RW=0', 'ATA=1', 'TID5=0']);
});
