/** CodeMirror as this page uses it. Loaded when somebody first edits; it lives in a shadow root, where the policy lets it style itself. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Diagnostic } from '../../run/editing.ts';
import { assembly } from './assembly.ts';

export interface CodeEditor {
  /** Shows another text; what was changed before is forgotten. */
  show(text: string, path: string): void;
  /** Puts a text in place of the one shown, as a change that can be undone. */
  replace(text: string): void;
  mark(diagnostics: readonly Diagnostic[]): void;
  /** Puts the cursor at an offset, in view, and takes the keyboard. */
  goTo(offset: number): void;
  destroy(): void;
}

export function createCodeEditor(host: HTMLElement, onChange: (text: string) => void): CodeEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  let showing = false;
  const extensions = (path: string) => [
    lineNumbers(),
    lintGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    bracketMatching(),
    path.endsWith('.s') ? assembly : cpp(),
    indentUnit.of('\t'),
    EditorState.tabSize.of(4),
    syntaxHighlighting(inks),
    look,
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    EditorView.contentAttributes.of({ 'aria-label': `Source of ${path}`, tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !showing) onChange(update.state.doc.toString());
    }),
  ];
  const view = new EditorView({ parent: root, root });
  return {
    show(text, path) {
      showing = true;
      view.setState(EditorState.create({ doc: text, extensions: extensions(path) }));
      showing = false;
    },
    replace(text) {
      showing = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      showing = false;
    },
    mark(diagnostics) {
      const end = view.state.doc.length;
      const marks = diagnostics.map(({ span, message }) => {
        const from = Math.min(span.from, end);
        return { from, to: Math.min(Math.max(span.to, from + 1), end), severity: 'error' as const, message };
      });
      view.dispatch(setDiagnostics(view.state, marks));
    },
    goTo(offset) {
      const anchor = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    destroy() {
      view.destroy();
    },
  };
}

/** As in the source panes: little colour, so that what is wrong stands out. */
const inks = HighlightStyle.define([
  { tag: [tags.comment], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.typeName, tags.processingInstruction, tags.modifier], color: 'var(--ink-2)' },
  { tag: [tags.function(tags.variableName), tags.labelName], fontWeight: '500' },
]);

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--panel)', fontSize: 'var(--text-code)' },
  // The page draws it, over the gutters.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-gutters': {
    color: 'var(--ink-3)',
    backgroundColor: 'var(--panel)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--raised)' },
  '.cm-activeLineGutter': { color: 'var(--ink)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--raised)',
    outline: '1px solid var(--line-strong)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger)',
    textUnderlineOffset: '0.2em',
  },
  '.cm-lint-marker-error': {
    content: '"✗"',
    color: 'var(--danger)',
    fontFamily: 'var(--font-mono)',
    lineHeight: '1.2',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    color: 'var(--ink)',
    backgroundColor: 'var(--panel)',
  },
  '.cm-diagnostic': { fontFamily: 'var(--font-sans)', padding: '0.3rem 0.6rem' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--danger)' },
});
