// What the whole page knows: which lesson is open, its cells, the machine that runs them, and what is shown around them.

import { computed, signal } from "../viewer/vendor/libraries.js";

/** All lessons as the server lists them, or null before it has. */
export const lessons = signal(null);
/** {name, title, html, trouble, raw} of the open lesson, or null. */
export const lesson = signal(null);
/** The cells of the open lesson, in order. */
export const cells = signal([]);
/** {state, since, valid, slow, stubborn, cell, message}. */
export const machine = signal({ state: "none", since: 0, valid: false });
/** The ids of the cells that wait for their turn. */
export const queue = signal([]);
/** Cells that were deleted: [{id, source}]. */
export const bin = signal([]);
/** `on`, `lost`: whether the server answers. */
export const connection = signal("on");
/** Which list stands beside the lesson: `variables`, `history`, `contents` or null. */
export const panel = signal(null);
/** Which dialog is open: {name, …} or null. */
export const dialog = signal(null);
/** The cell that the reader was in last. */
export const current = signal(null);
/** Whether letters are commands now: only after Esc, and while the focus is on the frame of a cell. */
export const isCommanding = signal(false);
/** What a screen reader is to say. */
export const announcement = signal("");
/** Something that went otherwise than asked: {text, isTrouble} or null. */
export const notice = signal(null);
/** Whether the field for searching is open. */
export const isFinding = signal(false);

export const cellOf = (id) => cells.peek().find((cell) => cell.id === id);

export const isRunning = computed(() => cells.value.some((cell) => cell.status.value === "running"));

export function say(text) {
  // The same sentence twice would be said once.
  announcement.value = announcement.peek() === text ? `${text}\u00a0` : text;
}

export function tell(text, isTrouble = false) {
  notice.value = { text, isTrouble };
}
