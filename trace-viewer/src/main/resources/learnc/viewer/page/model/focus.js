// The focus: which step, which view. It stands in the address, so that it can be sent, kept, and gone back to.

import { batch, effect } from "../vendor/libraries.js";
import { asked, filterText, isPlaying, loaded, moment, rowOf, shown, shownCount, eventInRow, step, trace, view } from "./app.js";

const WRITE_MILLISECONDS = 200;
const MOMENTS = new Set(["before", "diff", "after"]);

let wanted = null;
let timer = 0;
let isStepping = false;

/** The focus as the address says it: `#s=17&v=mounts`. */
export function hashOf(sequence, itsView, itsMoment, itsFilter) {
  const parts = [`s=${sequence}`, `v=${itsView}`];
  if (itsMoment !== "diff") {
    parts.push(`m=${itsMoment}`);
  }
  if (itsFilter !== "") {
    parts.push(`f=${encodeURIComponent(itsFilter)}`);
  }
  return `#${parts.join("&")}`;
}

/** What the address asks for. */
export function readHash(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const sequence = Number.parseInt(fields.get("s"), 10);
  return {
    sequence: Number.isFinite(sequence) ? sequence : null,
    view: fields.get("v"),
    moment: MOMENTS.has(fields.get("m")) ? fields.get("m") : "diff",
    filter: fields.get("f") ?? "",
  };
}

/** Goes to an event. A jump can be gone back from with the browser's button; of a walk step by step only where it began. */
export function go(index, { isStep = false } = {}) {
  const count = trace.value?.count ?? 0;
  if (count === 0) {
    return;
  }
  wanted = null;
  const target = Math.max(0, Math.min(count - 1, index));
  if (target !== step.value) {
    mark(isStep);
    step.value = target;
  }
}

/** The next row of the list, or the one before. */
export function goBy(rows) {
  const row = rowOf(step.value);
  const isBetween = row >= 0 && eventInRow(row) !== step.value;
  const target = isBetween && rows < 0 ? row + rows + 1 : row + rows;
  if (shownCount.value > 0) {
    go(eventInRow(Math.max(0, Math.min(shownCount.value - 1, target))), { isStep: true });
  }
}

export const goFirst = () => shownCount.value > 0 && go(eventInRow(0));
export const goLast = () => shownCount.value > 0 && go(eventInRow(shownCount.value - 1));

/** The first step of the next stage, or of this one, or of the one before. */
export function goStage(direction) {
  const { columns } = trace.value;
  const stage = (row) => columns.stage.at(eventInRow(row));
  let row = Math.max(0, rowOf(step.value));
  if (direction > 0) {
    const here = stage(row);
    while (row < shownCount.value - 1 && stage(row) === here) {
      row++;
    }
  } else {
    row = Math.max(0, row - 1);
    while (row > 0 && stage(row - 1) === stage(row)) {
      row--;
    }
  }
  go(eventInRow(row));
}

/** Shows another view of the state. */
export function show(name, itsMoment = moment.value) {
  if (name !== view.value || itsMoment !== moment.value) {
    mark(false);
    batch(() => {
      view.value = name;
      moment.value = itsMoment;
    });
  }
}

/** "Who set this?": goes to the last event that wrote a value, and lists all of them. */
export function ask(itsView, item, field) {
  const events = trace.value.writers.of(itsView, item, field);
  const last = events.findLast((index) => index <= step.value);
  batch(() => {
    isPlaying.value = false;
    asked.value = { view: itsView, item, field };
    if (last !== undefined) {
      go(last);
    }
  });
}

/** Before the focus moves: a jump gets a place in the browser's history, and so does the first step of a walk. */
function mark(isStep) {
  if (!(isStep && isStepping)) {
    write(false);
    history.pushState(null, "", location.hash || "#");
  }
  isStepping = isStep;
}

function write(isLater) {
  clearTimeout(timer);
  if (isLater) {
    timer = setTimeout(() => write(false), WRITE_MILLISECONDS);
  } else if (trace.value !== null && trace.value.count > 0) {
    const hash = hashOf(trace.value.columns.sequence.at(step.value), view.value, moment.value, filterText.value);
    if (hash !== location.hash) {
      history.replaceState(null, "", hash);
    }
  }
}

/** Lets the focus follow the address, and the address the focus. */
export function followAddress(isView) {
  const take = () => {
    const asks = readHash(location.hash);
    clearTimeout(timer);
    isStepping = false;
    batch(() => {
      view.value = isView(asks.view) ? asks.view : "changes";
      moment.value = asks.moment;
      filterText.value = asks.filter;
      wanted = asks.sequence;
      takeWanted();
    });
  };
  take();
  addEventListener("popstate", take);
  effect(() => {
    loaded.value;
    takeWanted();
  });
  effect(() => {
    step.value;
    view.value;
    moment.value;
    filterText.value;
    shown.value;
    if (wanted === null) {
      write(true);
    }
  });
}

/** The step that the address asks for may still be on its way. */
function takeWanted() {
  const opened = trace.peek();
  if (wanted !== null && opened !== null && opened.count > 0) {
    step.value = opened.indexOf(wanted);
    if (opened.hasReachedEnd || opened.columns.sequence.at(step.peek()) === wanted) {
      wanted = null;
    }
  }
}
