// Every key of the page that is not the editor's own.
//
// Letters are commands only after Esc, while the frame of a cell has the focus. So nobody deletes a cell by typing.

import { dialog, isCommanding, isFinding, isRunning, lesson, panel } from "../model/app.js";
import { isPresenting } from "../model/preferences.js";
import { interrupt, runOne } from "../model/running.js";
import { saveAll } from "../model/saving.js";
import { move } from "../model/structure.js";
import { addAbove, addBelow, drop, undrop } from "./acting.js";
import { beside, command, enter, frameOf, here } from "./moving.js";
import { turn } from "./presenting.js";

/** The command before, for those that are given twice. Any other key, and any other cell, begins anew. */
let last = "";

export function listenToKeys() {
  // Before the editor hears them.
  addEventListener("keydown", (key) => {
    if (!key.isComposing && lesson.peek() !== null && dialog.peek() === null && act(key)) {
      key.preventDefault();
      key.stopPropagation();
    }
  }, { capture: true });
  addEventListener("focusin", ({ target }) => {
    last = "";
    // A dialog gives the focus back to where it was.
    isCommanding.value = isCommanding.peek() && target.matches(".cell-frame, dialog *");
  });
}

function act(key) {
  const isControl = key.ctrlKey || key.metaKey;
  if (key.key === "Enter" && (isControl || key.shiftKey || key.altKey)) {
    return runBy(key);
  }
  if (isControl && !key.altKey && key.key.toLowerCase() === "s") {
    saveAll();
    return true;
  }
  if (isControl && !key.altKey && key.key.toLowerCase() === "f" && !isFinding.peek()) {
    isFinding.value = true;
    return true;
  }
  if (isControl || key.altKey) {
    return false;
  }
  if (isPresenting.peek() && !isWriting(key.target) && (turns(key) || ends(key))) {
    return true;
  }
  return key.key === "Escape" ? escape(key.target) : isCommanding.peek() && commanded(key);
}

/** From an editor the reader stays in editors, from a frame in frames. */
function runBy(key) {
  const cell = key.target.closest?.(".cell-frame") ? here() : undefined;
  if (cell === undefined) {
    return false;
  }
  cell.runs ? runOne(cell) : answer(cell);
  if (key.altKey) {
    addBelow(cell);
  } else if (key.shiftKey) {
    const next = beside(cell, 1);
    next && (isCommanding.peek() ? command(next.id) : enter(next.id));
  }
  return true;
}

/** As its button does. */
const answer = (cell) => frameOf(cell.id).querySelector("form")?.requestSubmit();

function escape(target) {
  const frame = target.closest?.(".cell-frame");
  const hasPopup = frame?.querySelector(".cm-tooltip-autocomplete, .documentation, .menu[data-open=true]") ?? null;
  if (hasPopup !== null || target.closest?.(".menu, .find, dialog")) {
    return false;
  }
  const cell = here();
  if (cell === undefined) {
    return false;
  }
  command(cell.id);
  return true;
}

const isWriting = (target) => (target.closest?.(".editor, input, iframe") ?? null) !== null;

function turns(key) {
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[key.key];
  return by !== undefined && turn(by);
}

function ends(key) {
  const isEnd = key.key === "Escape" || key.key === "p";
  isPresenting.value = !isEnd;
  return isEnd;
}

const COMMANDS = {
  Enter: (cell) => enter(cell.id),
  j: (cell) => goBy(cell, 1),
  k: (cell) => goBy(cell, -1),
  ArrowDown: (cell) => goBy(cell, 1),
  ArrowUp: (cell) => goBy(cell, -1),
  a: (cell) => addAbove(cell),
  b: (cell) => addBelow(cell),
  z: () => undrop(),
  J: (cell) => move(cell, 1),
  K: (cell) => move(cell, -1),
  v: () => toggle("variables"),
  h: () => toggle("history"),
  c: () => toggle("contents"),
  p: () => (isPresenting.value = !isPresenting.peek()),
  "?": () => (dialog.value = { name: "help" }),
};
const TWICE = {
  d: (cell) => drop(cell),
  i: () => isRunning.peek() && interrupt(),
};

const HARMLESS = new Set(["z", "j", "k", "v", "h", "c", "p", "?"]);

const toggle = (name) => (panel.value = panel.peek() === name ? null : name);

function goBy(cell, by) {
  const next = beside(cell, by);
  next && command(next.id);
}

function commanded(key) {
  // While a cell is exchanged for another, the focus is nowhere for a moment: then only what harms nothing is done.
  const isNowhere = key.target === document.body;
  if (!key.target.matches?.(".cell-frame") && !(isNowhere && HARMLESS.has(key.key))) {
    return false;
  }
  const isSecond = last === key.key;
  last = isSecond ? "" : key.key;
  const action = Object.hasOwn(COMMANDS, key.key) ? COMMANDS[key.key] : isSecond && Object.hasOwn(TWICE, key.key) ? TWICE[key.key] : null;
  action?.(here());
  return action !== null;
}
