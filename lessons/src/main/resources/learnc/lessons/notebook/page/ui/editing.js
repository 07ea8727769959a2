// How code looks and behaves in a cell: CodeMirror, set up once for all cells.

import {
  EditorState, EditorView, HighlightStyle, acceptCompletion, autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, completionStatus, defaultKeymap,
  history, historyKeymap, indentMore, indentService, indentUnit, javaLanguage, keymap, startCompletion, syntaxHighlighting, tags,
} from "../vendor/codemirror.js";

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "var(--code-size)", lineHeight: "1.55" },
  ".cm-content": { padding: "0.55rem 0 0.65rem", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 var(--cell-pad)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)" },
  "&.cm-focused .cm-nonmatchingBracket": { color: "var(--error)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line-strong)", borderRadius: "6px", boxShadow: "var(--shadow)", overflow: "hidden" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "var(--code-size)", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.15rem 0.6rem", lineHeight: "1.5" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-tooltip.cm-completionInfo": { padding: "0", maxWidth: "min(28rem, 80vw)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.75", marginLeft: "1em" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--error) 1px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--stale) 1px", textUnderlineOffset: "3px" },
  ".cm-lintPoint:after": { borderBottomColor: "var(--error)" },
  ".cm-diagnostic": { padding: "0.35rem 0.7rem", borderLeft: "3px solid var(--error)", fontFamily: "var(--sans)", fontSize: "0.8125rem", maxWidth: "34rem", whiteSpace: "pre-wrap" },
  ".cm-found": { backgroundColor: "var(--found)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.controlKeyword, tags.definitionKeyword, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.character], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.typeName, tags.className], color: "var(--code-type)" },
  { tag: [tags.lineComment, tags.blockComment, tags.comment], color: "var(--code-comment)", fontStyle: "italic" },
  { tag: tags.meta, color: "var(--ink-soft)" },
]);

/** Tab completes a word; at the beginning of a line it indents. */
function tab(view) {
  if (completionStatus(view.state) === "active") {
    acceptCompletion(view);
    return true;
  }
  const { from, empty } = view.state.selection.main;
  const before = view.state.sliceDoc(Math.max(0, from - 1), from);
  return empty && /[\w.)$]/.test(before) ? startCompletion(view) : indentMore(view);
}

/** A new line begins below the one before it; behind an opening bracket a step further. Cells end without a semicolon, at which rules for whole programs stumble. */
const indentation = indentService.of((context, position) => {
  const line = context.lineAt(position, -1);
  const before = /^\s*/.exec(line.text)[0].length;
  return /[{(]\s*$/.test(line.text) ? before + 4 : before;
});

let isComingByTab = false;

addEventListener("keydown", ({ key }) => (isComingByTab = key === "Tab"), { capture: true });

/** Whoever has come with Tab, and pressed nothing else since, goes on with it: nobody is caught in a cell. */
const passing = EditorView.domEventHandlers({
  focus(_, view) {
    view.setTabFocusMode(isComingByTab);
  },
  keydown({ key }, view) {
    key === "Tab" || key === "Shift" || view.setTabFocusMode(false);
    return false;
  },
});

/** Writes over what is selected. Left to itself the browser would copy the look of what was there as an inline style, which the page's policy forbids. */
const overwriting = EditorView.domEventHandlers({
  beforeinput(input, view) {
    const { from, to, empty } = view.state.selection.main;
    if (input.inputType !== "insertText" || input.data === null || empty || view.composing || view.state.readOnly) {
      return false;
    }
    const written = () => view.state.update(view.state.replaceSelection(input.data), { userEvent: "input.type", scrollIntoView: true });
    view.state.facet(EditorView.inputHandler).some((handles) => handles(view, from, to, input.data, written)) || view.dispatch(written());
    input.preventDefault();
    return true;
  },
});

/** What all editors have. */
export const COMMON = [
  history(),
  bracketMatching(),
  closeBrackets(),
  indentUnit.of("    "),
  indentation,
  passing,
  overwriting,
  EditorState.tabSize.of(4),
  EditorView.lineWrapping,
  theme,
  syntaxHighlighting(colours),
  keymap.of([{ key: "Tab", run: tab }, { key: "Ctrl-Space", run: startCompletion }, ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
];

export const JAVA = javaLanguage;

/** @param source asks for completions, as CodeMirror wants it */
export const completing = (source) => autocompletion({ override: [source], activateOnTyping: false, icons: false, interactionDelay: 0 });
