// What the page knows at this moment, as signals: whoever reads one is drawn again when it changes.

import { computed, signal } from "../vendor/libraries.js";
import { isOn, parseFilter, tester } from "./filter.js";

/** The trace that is open, or null. */
export const trace = signal(null);
/** Grows while the trace is read: the trace itself is no signal. */
export const loaded = signal(0);
/** `reading`, `ready`, or a sentence that says why nothing can be shown. */
export const status = signal("reading");

/** Where the user looks: the index of an event, a view, and of the view a moment: before, diff or after. */
export const step = signal(0);
export const view = signal("changes");
export const moment = signal("diff");
/** The value whose writers are shown: {view, item, field}, or null. */
export const asked = signal(null);

export const filterText = signal("");
/** The events that the filter leaves, in order; null for all. */
export const shown = signal(null);
export const filterError = signal("");

export const isPlaying = signal(false);
export const speed = signal(1);
/** The dialog that is open: `help`, `goto`, `notes`, or null. */
export const dialog = signal(null);
/** On a narrow screen one part is seen at a time. */
export const part = signal("steps");
/** What a screen reader is told. */
export const announcement = signal("");

export const event = computed(() => {
  const { value } = trace;
  return loaded.value > 0 && value !== null ? value.event(Math.min(step.value, value.count - 1)) : null;
});

export const before = computed(() => (event.value === null ? new Map() : trace.value.states.at(step.value)));
export const after = computed(() => (event.value === null ? new Map() : trace.value.states.at(step.value + 1)));

/** How many rows the list has. */
export const shownCount = computed(() => (shown.value === null ? loaded.value : shown.value.length));

/** The event in row `row` of the list. */
export const eventInRow = (row) => (shown.value === null ? row : shown.value[row]);

/** The row of an event, or of the last one before it that is shown; −1 when there is none. */
export function rowOf(index) {
  if (shown.value === null) {
    return index;
  }
  let [low, high] = [0, shown.value.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shown.value[middle] <= index) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

const SLICE_MILLISECONDS = 10;
let filtering = 0;

/** Applies the filter to all events, in slices; a newer filter ends an older one. */
export async function applyFilter() {
  const mine = ++filtering;
  let filter;
  try {
    filter = parseFilter(filterText.value, trace.value.columns.systemCalls.list);
    filterError.value = "";
  } catch (wrong) {
    filterError.value = wrong.message;
    return;
  }
  if (!isOn(filter)) {
    shown.value = null;
    return;
  }
  const isWanted = tester(trace.value, filter);
  const found = [];
  let sliceEnds = performance.now() + SLICE_MILLISECONDS;
  for (let index = 0; index < trace.value.count; index++) {
    if (isWanted(index)) {
      found.push(index);
    }
    if ((index & 63) === 63 && performance.now() > sliceEnds) {
      await new Promise((resume) => setTimeout(resume));
      if (mine !== filtering) {
        return;
      }
      sliceEnds = performance.now() + SLICE_MILLISECONDS;
    }
  }
  shown.value = found;
}
