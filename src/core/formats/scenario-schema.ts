/** The shape of a scenario file, version 1: which fields there are and what each may hold. docs/scenario-format.md says it in prose. */
import * as v from 'valibot';
import { LONGEST_SENTENCE, MOST_DRAWN, MOST_PROPERTIES, MOST_THREADS } from '../limits.ts';

export const VERSION = 1;

const LARGEST = 0xffff_ffff;

const sentence = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'a sentence is missing here'),
  v.maxLength(LONGEST_SENTENCE, `at most ${LONGEST_SENTENCE} characters fit here`),
);

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,31}$/, 'small letters, digits and - make a name, and a letter comes first'),
);

const functionName = v.pipe(v.string(), v.regex(/^[A-Za-z_]\w{0,63}$/, 'this is no name of a function'));

const natural = v.pipe(
  v.number(),
  v.integer('whole numbers only'),
  v.minValue(0, 'this must not be negative'),
  v.maxValue(LARGEST, 'this must fit into 32 bits'),
);

/** One text, or a list of lines. */
function lines(expected: string) {
  return v.union(
    [v.string(), v.array(v.string())],
    `${expected} is expected here: a text, or a list of lines`,
  );
}

const textName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,31}\.s$/, 'a name such as `main.s` is expected'),
);

const indices = v.pipe(v.array(natural), v.maxLength(MOST_DRAWN, `at most ${MOST_DRAWN} are drawn`));

const thread = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'a thread needs a name'), v.maxLength(24)),
  role: v.optional(sentence),
  entry: functionName,
  args: v.optional(
    v.array(
      v.pipe(
        v.number(),
        v.safeInteger('whole numbers only'),
        v.minValue(-0x8000_0000, 'this must fit into 32 bits'),
        v.maxValue(LARGEST, 'this must fit into 32 bits'),
      ),
    ),
    [],
  ),
  resident: v.optional(v.boolean(), false),
});

const ownProperty = v.strictObject({
  id,
  sentence,
  breaking: v.optional(sentence),
  predicate: functionName,
  when: v.optional(v.picklist(['always', 'end'], 'this is `always` or `end`'), 'always'),
});

const mapping = v.strictObject({
  kind: v.picklist(['user', 'stage2'], 'this is `user` or `stage2`'),
  space: natural,
  index: natural,
  name: sentence,
});

const picture = v.strictObject({
  frames: v.pipe(indices, v.minLength(1, 'a picture needs a page frame')),
  mappings: v.optional(v.pipe(v.array(mapping), v.maxLength(MOST_DRAWN)), []),
  swapSlots: v.optional(indices, []),
});

export const scenarioSchema = v.strictObject({
  tagscope: v.literal('scenario', 'a scenario file says `scenario` here'),
  version: v.literal(VERSION, `only version ${VERSION} is known`),
  id,
  title: sentence,
  lookFor: v.optional(sentence),
  caveat: v.optional(sentence),
  release: v.string(),
  constants: v.optional(v.record(v.string(), natural), {}),
  code: v.optional(lines('model C')),
  guest: v.optional(v.record(textName, lines('assembly'))),
  prologue: v.optional(functionName, 'prologue'),
  threads: v.pipe(
    v.array(thread),
    v.minLength(1, 'a scenario needs a thread'),
    v.maxLength(MOST_THREADS, `at most ${MOST_THREADS} threads`),
  ),
  properties: v.pipe(
    v.array(v.lazy((input) => (typeof input === 'string' ? v.string() : ownProperty))),
    v.minLength(1, 'a scenario needs a property that it checks'),
    v.maxLength(MOST_PROPERTIES, `at most ${MOST_PROPERTIES} properties`),
  ),
  picture: v.optional(picture),
});

export type ScenarioData = v.InferOutput<typeof scenarioSchema>;
export type Shape = v.InferIssue<typeof scenarioSchema>;
