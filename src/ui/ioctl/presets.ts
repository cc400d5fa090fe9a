/**
 * Calls worth trying, each with another answer. What the answer is, the model says. Guest memory is that of the scenario quiet-vm
 * (see quiet.c): four pages, two of them tagged by the guest; a gap; a read-only page.
 */
import type { Fields } from './fields.ts';

export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly group: 'Copies' | 'Refused before any page' | 'Stopped at a page';
  /** What differs from the plain call. */
  readonly fields: Partial<Fields>;
}

export const presets: readonly Preset[] = [
  { id: 'from', title: 'Tags of a page', group: 'Copies', fields: {} },
  { id: 'from-two', title: 'Tags of two pages', group: 'Copies', fields: { length: '2 pages' } },
  {
    id: 'from-untagged',
    title: 'Tags of a page that has none yet',
    group: 'Copies',
    fields: { guestIpa: '0x42000' },
  },
  { id: 'from-rom', title: 'Tags of a read-only page', group: 'Copies', fields: { guestIpa: '0x46000' } },
  { id: 'to', title: 'Tags into a page', group: 'Copies', fields: { flags: 'TO_GUEST' } },
  { id: 'nothing', title: 'Length 0', group: 'Copies', fields: { length: '0' } },

  { id: 'no-structure', title: 'Structure at NULL', group: 'Refused before any page', fields: { argp: '0' } },
  { id: 'no-mte', title: 'VM without MTE', group: 'Refused before any page', fields: { fd: 'FD_VM + 1' } },
  {
    id: 'reserved',
    title: 'Reserved not zero',
    group: 'Refused before any page',
    fields: { reserved1: '1' },
  },
  {
    id: 'flags',
    title: 'Unknown flag',
    group: 'Refused before any page',
    fields: { flags: 'FROM_GUEST | 2' },
  },
  {
    id: 'length-odd',
    title: 'Length of half a page',
    group: 'Refused before any page',
    fields: { length: '2K' },
  },
  {
    id: 'ipa-odd',
    title: 'guest_ipa inside a page',
    group: 'Refused before any page',
    fields: { guestIpa: '0x40010' },
  },
  {
    id: 'length-huge',
    title: 'Length beyond INT_MAX',
    group: 'Refused before any page',
    fields: { length: '1 << 31' },
  },

  { id: 'no-slot', title: 'Page in no slot', group: 'Stopped at a page', fields: { guestIpa: '0x44000' } },
  {
    id: 'read-only',
    title: 'Tags into a read-only page',
    group: 'Stopped at a page',
    fields: { guestIpa: '0x46000', flags: 'TO_GUEST' },
  },
  {
    id: 'slot-ends',
    title: 'Two pages, the second in no slot',
    group: 'Stopped at a page',
    fields: { guestIpa: '0x43000', length: '2 pages' },
  },
  {
    id: 'no-buffer',
    title: 'Buffer not mapped',
    group: 'Stopped at a page',
    fields: { addr: '0x7f300000' },
  },
  {
    id: 'buffer-ends-first',
    title: 'Buffer ends in the first page’s tags',
    group: 'Stopped at a page',
    fields: { addr: '0x7f206f80' },
  },
  {
    id: 'buffer-ends-second',
    title: 'Buffer ends after the first page’s tags',
    group: 'Stopped at a page',
    fields: { addr: '0x7f206f00', length: '2 pages' },
  },
  {
    id: 'to-buffer-ends',
    title: 'Tags into a page, from a buffer that ends',
    group: 'Stopped at a page',
    fields: { addr: '0x7f206f80', flags: 'TO_GUEST' },
  },
];
