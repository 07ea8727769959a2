// Moves the reader's focus among the cells.

import { cellOf, cells, current, isCommanding } from "../model/app.js";
import { isMotionReduced } from "../model/preferences.js";
import { viewOf } from "./editor.js";

export const frameOf = (id) => document.getElementById(`cell-${id}`);

export function show(element) {
  element?.scrollIntoView({ block: "nearest", behavior: isMotionReduced() ? "auto" : "smooth" });
}

/** The focus on the cell's frame, where letters are commands. */
export function command(id) {
  const frame = frameOf(id);
  if (frame !== null) {
    current.value = id;
    isCommanding.value = true;
    frame.focus({ preventScroll: true });
    show(frame);
  }
}

/** The focus into the cell: its editor, or the first answer of a question. */
export function enter(id) {
  current.value = id;
  isCommanding.value = false;
  const view = viewOf(id);
  if (view !== undefined) {
    view.focus();
  } else {
    frameOf(id)?.querySelector("input, button")?.focus();
  }
  show(frameOf(id));
}

/** The cell that keys are meant for: the one with the focus, else the one that had it last, else the first. */
export function here() {
  const id = document.activeElement?.closest?.(".cell-frame")?.dataset.id ?? current.peek();
  return cellOf(id) ?? cells.peek()[0];
}

/** The cell so many places further on, or undefined. */
export const beside = (cell, by) => cells.peek()[cells.peek().indexOf(cell) + by];
