/**
 * Where Tagscope stops: what is larger, deeper or longer is refused, cut short or left out, in a sentence. One place for all, each with its
 * reason. What an architecture, an ABI or a drawing fixes (granules, bytes of a header, rows of a table) is not a limit and stands
 * where it is used.
 */

// Runs, links and files

/** Steps of a run: all are taken again when it is opened, and whoever sent it must not keep a page busy for minutes. */
export const MOST_CHOICES = 50_000;
/** Steps of one thread in a row that a run may be written down with: `0*1000000000` must not exhaust memory. */
export const MOST_IN_A_ROW = 100_000;
/** Steps that going on once takes, and a run that is finished in turn: the page waits for them, and a loop without an end must end. */
export const MOST_STEPS = 5_000;
/** Steps of a run that is opened which the page takes itself, within some tenths of a second; of more a worker takes them. */
export const MOST_STEPS_OPENED_AT_ONCE = 2_000;
/** Steps of a guest's run that the page waits for, some hundredths of a second; then it goes on beside the page. */
export const MOST_GUEST_STEPS_AT_ONCE = 1_000;
/** Characters of a link's run once it is inflated: no run needs more, and a link that swells beyond it is not one of ours. */
export const MOST_INFLATED = 8_000_000;
/** Bytes of a file with a run or a scenario: no run and no scenario needs more. */
export const MOST_FILE_BYTES = 8_000_000;
/** Bytes of an image for the board: one that is larger is mostly a file that was chosen by mistake, and all of it is read into memory. */
export const MOST_IMAGE_BYTES = 64 * 1024 * 1024;
/** Edited files that a link or a file with a run holds: what comes from anywhere must not exhaust memory. */
export const MOST_EDITED_FILES = 200;
/** Characters of one edited text, or of a scenario file, in a run: as a program in model C may have in all. */
export const MOST_SHARED_TEXT = 500_000;
/** Bytes that a call in a run puts into the VMM's memory at once, for the same reason. */
export const MOST_WRITTEN_BYTES = 1 << 16;

// Scenario files

/** Characters of a scenario file: twice what its program may have, for what is around that. */
export const MOST_SCENARIO_CHARACTERS = 1_000_000;
/** Mistakes in a scenario file that are worth reading. */
export const MOST_FILE_ERRORS = 50;
/** Colours, keys and lanes of the page end here; and so do the names of the Promela export. */
export const MOST_THREADS = 8;
/** Properties: each is checked after every step. */
export const MOST_PROPERTIES = 8;
/** Page frames, mappings and swap slots that a scenario draws: more are no picture. */
export const MOST_DRAWN = 64;
/** Characters of a sentence in a scenario file: the page shows it whole. */
export const LONGEST_SENTENCE = 1000;
/** Pages of a guest's memory in a snapshot of it: no guest of the model has more. */
export const MOST_SNAPSHOT_PAGES = 64;
/** Pages of an image under the modelled KVM: a larger one makes a machine that is slow to put together, and a link that nobody can paste. */
export const MOST_IMAGE_PAGES = 16;

// Model C

/** Characters of a program, so that compiling stays bounded in time. */
export const MOST_PROGRAM_TEXT = 500_000;
/** Beyond this many, further messages are likely consequences of earlier ones. */
export const MOST_DIAGNOSTICS = 50;
/** Statements and expressions within each other: deeper nesting is refused rather than allowed to exhaust the stack. */
export const DEEPEST_NESTING = 200;
/** Operators of one expression, which nest as well. */
export const MOST_OPERATORS = 250;
/** Constants defined by constants, and expressions within expressions, for the same reason. */
export const DEEPEST_CONSTANT = 1000;
/** Types nested in each other: stars of a pointer, lengths of an array, structs within structs. */
export const DEEPEST_TYPE = 8;
/** Words of the largest struct that a local, a parameter or a result can be: each copy is an instruction a word. */
export const MOST_WORDS_BY_VALUE = 256;
/** Words and pages of all globals: a search keeps many states. */
export const MOST_GLOBAL_WORDS = 1 << 20;
export const MOST_GLOBAL_PAGES = 1 << 16;
/** Globals and fields: each word of the state knows its class by a 16-bit number. */
export const MOST_CLASSES = 0xffff;
/** A thread once its calls are inlined: instructions, slots, calls, and how deep they go. */
export const MOST_INSTRUCTIONS = 200_000;
export const MOST_SLOTS = 16_384;
export const MOST_FRAMES = 20_000;
export const DEEPEST_CALLS = 800;
/** Instructions of local work after which a step is taken for endless. */
export const RUNAWAY = 200_000;
/** The same of a routine: a prologue puts a whole machine together. */
export const RUNAWAY_ROUTINE = 1_000_000;
/** Ways in which one operation can come out, `choose` above all: each is a step to be looked at. */
export const MOST_OUTCOMES = 1 << 16;

// A64 texts

/** Mistakes in an assembly text that are worth reading. */
export const MOST_COMPLAINTS = 20;
/** Bytes that one directive, or one common symbol, may add: more is a mistake, and must not exhaust memory. */
export const MOST_DIRECTIVE_BYTES = 1 << 24;
/** Parentheses within each other: deeper than this no one nests, and a text of nothing else must not exhaust the stack. */
export const DEEPEST_PARENTHESES = 100;

// The board

/** Processors of a board: they take turns, so that each one more makes the others slower. */
export const MOST_CPUS = 8;
/** Instructions of a board in the terminal, where nobody has said how many: a program without an end must end. */
export const MOST_INSTRUCTIONS_IN_TERMINAL = 100_000_000;
/** RAM of a board: every page has its place in the list of a state, touched or not. */
export const MOST_RAM_MIB = 4096;
/** Pages that keyframes have together beside the start's, 256 MiB: then older ones are thinned out, and going back runs longer. */
export const MOST_KEYFRAME_PAGES = 2 ** 16;
/** Noted tag checks that are kept, the last ones: a loop may note one every few instructions. */
export const MOST_NOTED = 1000;

// Exploring

/** States and bytes of a search whose visitor has set no bound: a browser may end a tab that takes more. */
export const MOST_STATES = 5_000_000;
export const MOST_STATE_BYTES = 1_000_000_000;
/** Bytes of a search in the terminal, which has a machine to itself. */
export const MOST_STATE_BYTES_IN_TERMINAL = 3e9;
/** States whose interleavings are counted, for counting keeps a big number a state; beyond it is left out, and said so. */
export const MOST_COUNTED = 600_000;
export const MOST_COUNTED_IN_TERMINAL = 2_000_000;
/** States and milliseconds of the search behind every key: more is not for between two keys. */
export const MOST_STATES_WHILE_TYPING = 30_000;
export const MOST_MS_WHILE_TYPING = 1_000;
/** Milliseconds for the compiler behind every key: one that takes longer hangs. A busy machine needs seconds to start it. */
export const MOST_MS_TO_COMPILE = 20_000;
/** Causes of failures that are told apart, by property; and steps looked at for them: what else breaks it is counted all the same. */
export const MOST_CAUSES = 12;
export const MOST_JUDGED = 2_000;
/** Nodes of a state graph that can be drawn and still be told apart; and those of a part at one depth, side by side. */
export const MOST_NODES = 2_000;
export const MOST_ABREAST = 80;
/** Lines that differ between two texts; beyond it the one is shown as replaced by the other, for looking takes the square of them. */
export const MOST_LINE_EDITS = 1_000;

// Spin

/** The search before an export: beyond so many it takes minutes, and Spin's own would take hours. */
export const MOST_STATES_FOR_SPIN = 1_000_000;
export const MOST_STATE_BYTES_FOR_SPIN = 2e9;
/** Instructions of a thread beyond which Spin's compiler would take minutes. */
export const MOST_INSTRUCTIONS_FOR_SPIN = 12_000;
/** Outcomes of a `choose`, each a copy of the step that begins with it. */
export const MOST_OUTCOMES_FOR_SPIN = 64;
/** Values of one array: the parser of Spin 6.5 gives up ("memory exhausted") at 10,000. */
export const MOST_VALUES_FOR_SPIN = 8192;
/** Words that change: more than this is no state that Spin could keep many of. */
export const MOST_CHANGING_FOR_SPIN = 2000;
