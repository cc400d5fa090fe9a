import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import { expect, test } from 'vitest';
import { assembly } from './assembly.ts';

const inks = tagHighlighter([
  { tag: tags.comment, class: 'comment' },
  { tag: tags.keyword, class: 'mnemonic' },
  { tag: tags.labelName, class: 'label' },
  { tag: tags.number, class: 'number' },
  { tag: tags.string, class: 'string' },
  { tag: tags.variableName, class: 'register' },
  { tag: tags.processingInstruction, class: 'directive' },
]);

/** The parts of a text that have a colour, each with what it is. */
function coloured(text: string): string[] {
  const found: string[] = [];
  highlightTree(assembly.parser.parse(text), inks, (from, to, name) => {
    found.push(`${name} ${text.slice(from, to)}`);
  });
  return found;
}

test('a statement: its label, its first word, registers, numbers, the comment behind it', () => {
  expect(coloured('loop:   ldr     w5, [x4, #16]   // wrong\n')).toEqual([
    'label loop:',
    'mnemonic ldr',
    'register w5',
    'register x4',
    'number #16',
    'comment // wrong',
  ]);
});

test('system registers, directives, strings; what is no register is a label', () => {
  expect(coloured('msr tfsr_el1, xzr\n.ascii "// no"\nb.ne x31\n')).toEqual([
    'mnemonic msr',
    'register tfsr_el1',
    'register xzr',
    'directive .ascii',
    'string "// no"',
    'mnemonic b.ne',
    'label x31',
  ]);
});

test('a comment goes on over lines', () => {
  expect(coloured('/* one\ntwo */ ret\n')).toEqual(['comment /* one', 'comment two */', 'mnemonic ret']);
});
