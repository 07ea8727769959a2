// What the notebook uses of CodeMirror, as one module.
export { EditorState, StateEffect, StateField, Compartment, Prec, Transaction } from "@codemirror/state";
export { EditorView, keymap, Decoration, WidgetType, hoverTooltip, showTooltip, drawSelection, highlightSpecialChars, placeholder } from "@codemirror/view";
export { history, historyKeymap, defaultKeymap, indentMore, isolateHistory } from "@codemirror/commands";
export { autocompletion, startCompletion, acceptCompletion, completionStatus, completionKeymap, closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
export { setDiagnostics } from "@codemirror/lint";
export { indentService, indentUnit, bracketMatching, syntaxHighlighting, HighlightStyle } from "@codemirror/language";
export { javaLanguage } from "@codemirror/lang-java";
export { tags } from "@lezer/highlight";
