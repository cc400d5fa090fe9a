/** A64 in GNU syntax, for colours in the editor: the first word of a statement, registers, numbers, comments. The assembler is in the core. */
import { StreamLanguage, type StringStream } from '@codemirror/language';

interface Place {
  /** Whether the statement's first word is still to come. */
  fresh: boolean;
  inComment: boolean;
}

const REGISTER =
  /^(?:[xw](?:[12]?\d|30|zr)|w?sp|lr|(?:elr|esr|far|gcr|gmid|mair|rgsr|sctlr|spsr|tcr|tfsre?0?|ttbr[01]|vbar|hcr|sp|id_\w+|ccsidr|dczid|ctr)_?\w*_el[0-3]|tco|spsel|daif(?:set|clr)?|nzcv|pan)\b/i;

export const assembly = StreamLanguage.define<Place>({
  name: 'a64',
  startState: () => ({ fresh: true, inComment: false }),
  token(stream, place) {
    if (stream.sol()) place.fresh = true;
    if (place.inComment || stream.match('/*')) {
      place.inComment = !passes(stream, '*/');
      return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.eat(';')) {
      place.fresh = true;
      return null;
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string';
    if (stream.match(/^[\w.$]+:/)) return 'labelName';
    if (place.fresh && stream.match(/^\.\w+/)) {
      place.fresh = false;
      return 'processingInstruction';
    }
    if (place.fresh && stream.match(/^[a-z][\w.]*/i)) {
      place.fresh = false;
      return 'keyword';
    }
    if (stream.match(REGISTER)) return 'variableName';
    if (stream.match(/^#?-?(?:0x[\da-f]+|0b[01]+|\d+)/i)) return 'number';
    if (stream.match(/^[\w.$]+/)) return 'labelName';
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '//', block: { open: '/*', close: '*/' } } },
});

/** Goes behind a text on this line, or to the line's end; whether it was there. */
function passes(stream: StringStream, text: string): boolean {
  if (stream.skipTo(text)) return Boolean(stream.match(text));
  stream.skipToEnd();
  return false;
}
