// What is typed is saved by itself, a moment after the last key. Nothing typed is ever lost: until the server has it, the browser
// keeps it; and where another tab was faster, both texts are shown.

import { batch, computed, signal } from "../viewer/vendor/libraries.js";
import { cells, connection, lesson, say, tell } from "./app.js";
import { keep, kept, letGo } from "./keeping.js";
import { post, Refusal, Silence } from "./server.js";

const REST_MILLISECONDS = 400;

/** The number of the last change that this tab knows of. */
let version = 0;
let sending = Promise.resolve();
const timers = new Map();

const isSending = signal(false);
/** Whether the server could not keep what it was last given. */
const isRefused = signal(false);

/** `saved`, `saving`, `unsaved` (the server does not answer, or could not keep it), `conflict`. */
export const saving = computed(() => {
  if (cells.value.some((cell) => cell.conflict.value !== null)) {
    return "conflict";
  }
  const isDirty = cells.value.some((cell) => cell.isDirty.value);
  const isStuck = connection.value === "lost" || (isRefused.value && !isSending.value);
  return !isDirty && !isSending.value ? "saved" : isStuck ? "unsaved" : "saving";
});

export function knowVersion(newer) {
  version = Math.max(version, newer ?? 0);
}

/** A new lesson counts from its own beginning. */
export function beginVersions(first) {
  version = first ?? 0;
}

/** Takes what has just been typed. */
export function typed(cell, source) {
  cell.source.value = source;
  keep(lesson.peek().name, cell);
  clearTimeout(timers.get(cell.id));
  timers.set(cell.id, setTimeout(() => save(cell), REST_MILLISECONDS));
}

/** Saves a cell now, after those that are on their way. */
export function save(cell) {
  clearTimeout(timers.get(cell.id));
  sending = sending.then(() => send(cell));
  return sending;
}

/** Saves everything that is typed and meets nobody else's text. */
export async function saveAll() {
  for (const cell of cells.peek()) {
    if (cell.isDirty.peek() && cell.conflict.peek() === null) {
      save(cell);
    }
  }
  await sending;
}

async function send(cell) {
  if (!cell.isDirty.peek() || cell.conflict.peek() !== null || !cells.peek().includes(cell)) {
    return;
  }
  const source = cell.source.peek();
  isSending.value = true;
  try {
    const answer = await post(lesson.peek().name, "edit", { cell: cell.id, source, version });
    knowVersion(answer.version);
    isRefused.value = false;
    has(cell, source);
  } catch (failed) {
    await refused(cell, source, failed);
  } finally {
    isSending.value = false;
  }
}

function has(cell, source) {
  cell.saved.value = source;
  if (!cell.isDirty.peek()) {
    letGo(lesson.peek().name, cell);
  }
}

async function refused(cell, source, failed) {
  if (failed instanceof Silence) {
    connection.value = "lost";
  } else if (failed instanceof Refusal && failed.status === 409) {
    const before = cell.saved.peek();
    knowVersion(failed.answer.version);
    meet(cell, failed.answer.source);
    if (cell.conflict.peek() === null && failed.answer.source === before) {
      // Something else in the notebook has changed, not this cell.
      await send(cell);
    }
  } else {
    isRefused.value = true;
    tell(failed.message, true);
  }
}

/** Somebody else's text of a cell meets ours. */
export function meet(cell, theirs) {
  if (theirs === cell.source.peek()) {
    has(cell, theirs);
  } else if (!cell.isDirty.peek()) {
    cell.takeSource(theirs);
  } else if (theirs !== cell.saved.peek()) {
    cell.conflict.value = { source: theirs };
    say("Another tab has changed this cell, too. Both texts are shown.");
  }
}

/** The reader's own text stays, and replaces the other one. */
export function keepMine(cell) {
  batch(() => {
    cell.saved.value = cell.conflict.peek().source;
    cell.conflict.value = null;
  });
  return save(cell);
}

/** The other text is taken; ours can be had back with the editor's undo. */
export function takeTheirs(cell) {
  const { source } = cell.conflict.peek();
  cell.takeSource(source);
  letGo(lesson.peek().name, cell);
}

/** What was typed when the page went away before the server had it. */
export function recover() {
  for (const cell of cells.peek()) {
    const left = kept(lesson.peek().name, cell);
    if (left === null || left.source === cell.saved.peek()) {
      letGo(lesson.peek().name, cell);
    } else {
      const theirs = cell.saved.peek();
      cell.source.value = left.source;
      cell.saved.value = left.base;
      meet(cell, theirs);
      cell.conflict.peek() === null && typed(cell, left.source);
      tell("Text that had not been saved was found in this browser, and is back in its cell.");
    }
  }
}
