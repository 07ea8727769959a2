// The text of a cell: an editor, or for a locked cell the same without a cursor that changes anything.

import { EditorState, EditorView, Transaction, isolateHistory } from "../vendor/codemirror.js";
import { effect, html, useLayoutEffect, useRef } from "../viewer/vendor/libraries.js";
import { settled } from "../model/settling.js";
import { typed } from "../model/saving.js";
import { completion, diagnoseSoon, documentation } from "./assistance.js";
import { COMMON, JAVA } from "./editing.js";
import { MARKS, mark } from "./marks.js";
import { VEIL, veil, veiled } from "./veil.js";

const views = new Map();
/** How many editors are made before a page is first seen. */
const AT_ONCE = 2;
/** What makes the other ones, by the ids of their cells: plain text stands in their places until the page can be used. */
const waiting = new Map();

/** All editors: [id, editor]. */
export function viewsNow() {
  [...waiting.keys()].forEach(make);
  return [...views];
}

/** The editor of the cell with this id. */
export function viewOf(id) {
  make(id);
  return views.get(id);
}

function make(id) {
  const its = waiting.get(id);
  waiting.delete(id);
  its?.();
}

/** One at a time, so that a key that is pressed meanwhile does not wait for all of them. */
function makeNext() {
  const [id] = waiting.keys();
  if (id !== undefined) {
    make(id);
    setTimeout(makeNext);
  }
}

export function Editor({ cell }) {
  const place = useRef(null);
  useLayoutEffect(() => {
    const its = () => (end = begin(cell, place.current));
    let end = () => waiting.get(cell.id) === its && waiting.delete(cell.id);
    if (views.size < AT_ONCE || place.current.isConnected) {
      its();
    } else {
      place.current.textContent = veiled(cell);
      waiting.set(cell.id, its);
      waiting.size === 1 && settled().then(makeNext);
    }
    return () => end();
  }, [cell]);
  return html`<div class="editor" ref=${place}></div>`;
}

/** @return what ends it */
function begin(cell, parent) {
  parent.replaceChildren();
  const view = newView(cell, parent);
  views.set(cell.id, view);
  const stops = [effect(() => follow(view, cell.source.value)), effect(() => markAll(view, cell)), effect(() => veil(view, cell))];
  return () => {
    stops.forEach((stop) => stop());
    views.delete(cell.id);
    view.destroy();
  };
}

function newView(cell, parent) {
  const name = cell.kind === "shell" ? "Command for a shell" : "Java code";
  const extensions = [
    COMMON,
    MARKS,
    VEIL,
    EditorView.contentAttributes.of({ "aria-label": `${name} of cell ${cell.id}${cell.isLocked ? ", locked" : ""}`, spellcheck: "false" }),
    cell.kind === "shell" ? [] : [JAVA, documentation(cell), completion(cell)],
    cell.isLocked ? EditorState.readOnly.of(true) : [],
    EditorView.updateListener.of((update) => {
      if (update.docChanged && update.transactions.some((one) => one.annotation(Transaction.remote) === undefined)) {
        typed(cell, update.state.doc.toString());
        cell.warnings.value = [];
        diagnoseSoon(cell);
      }
    }),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: cell.source.peek(), extensions }) });
}

/** Takes a text that was not typed here; only what differs is replaced, so that the cursor stays where it is. It is a step of its own for
 *  the editor's undo. */
function follow(view, source) {
  const old = view.state.doc.toString();
  if (old === source) {
    return;
  }
  let from = 0;
  while (from < old.length && from < source.length && old[from] === source[from]) {
    from++;
  }
  let end = 0;
  while (end < old.length - from && end < source.length - from && old[old.length - 1 - end] === source[source.length - 1 - end]) {
    end++;
  }
  view.dispatch({ changes: { from, to: old.length - end, insert: source.slice(from, source.length - end) }, annotations: [Transaction.remote.of(true), isolateHistory.of("full")] });
}

function markAll(view, cell) {
  const isWhatRan = cell.ran.value === cell.source.value;
  const outputs = isWhatRan ? cell.outputs.value : [];
  const troubles = outputs.filter((output) => output.kind === "trouble" && output.from >= 0);
  mark(view, outputs.filter((output) => output.kind === "promise"), troubles.length > 0 ? troubles : cell.warnings.value.map((trouble) => ({ ...trouble, isWarning: false })));
}
