/** What must hold: a sentence each, and the model C predicate that decides it (core/properties). */
import type { Property } from './scenario.ts';

export const properties: readonly Property[] = [
  {
    id: 'stale',
    sentence: 'A mapped tagged page never shows tags its owner did not write or get cleared to',
    breaking: 'show stale tags',
    predicate: 'stale_tags_shown',
    when: 'always',
  },
  {
    id: 'lost',
    sentence: "A user's or guest's tag store is never overwritten by initialisation",
    breaking: 'lose a tag store',
    predicate: 'tag_store_lost',
    when: 'always',
  },
  {
    id: 'trusted',
    sentence: 'No CPU acts on a set flag while the tags are not valid',
    breaking: 'trust a flag too early',
    predicate: 'flag_trusted_early',
    when: 'always',
  },
  {
    id: 'handed',
    sentence: 'Tags that the kernel hands to a program in a buffer are those that the owner of the page has',
    breaking: 'hand out stale tags',
    predicate: 'stale_tags_handed_out',
    when: 'always',
  },
  {
    id: 'moved',
    sentence: 'A guest that was moved finds the tags that it has stored',
    breaking: 'leave tags behind',
    predicate: 'tags_left_behind',
    when: 'always',
  },
  {
    id: 'dumped',
    sentence: 'A VMM that reads guest memory gets what the guest has there, and leaves it as it was',
    breaking: 'spoil a dump',
    predicate: 'guest_memory_misread',
    when: 'always',
  },
  { id: 'deadlock', sentence: 'No deadlock', breaking: 'deadlock', predicate: 'deadlock', when: 'always' },
  {
    id: 'locks',
    sentence: 'No lock is held at the end',
    breaking: 'end with a lock held',
    predicate: 'lock_held_at_end',
    when: 'end',
  },
  {
    id: 'saved',
    sentence: 'At the end tags are kept aside only for swap slots that are in use',
    breaking: 'leave saved tags behind',
    predicate: 'saved_tags_left',
    when: 'end',
  },
  {
    id: 'registers',
    sentence: "Host and guest find their own tag registers, never each other's",
    breaking: "show one side the other's tag registers",
    predicate: 'tag_registers_mixed',
    when: 'always',
  },
  {
    id: 'ata',
    sentence: 'In a VM that has MTE, every vCPU may use tags (HCR_EL2.ATA)',
    breaking: 'make a vCPU without tags in a VM that has MTE',
    predicate: 'vcpu_without_tags',
    when: 'always',
  },
  {
    id: 'fetched',
    sentence: 'No CPU runs an instruction that has been replaced',
    breaking: 'run an old instruction',
    predicate: 'old_instruction_fetched',
    when: 'always',
  },
];
