// The state of the kernel at any moment: the nearest key frame, and the changes from there, forward or backward.
//
// A state is a map of views, a view a map of things, a thing a map of fields; all of them are copied before they change, so
// that a state that was handed out stays what it was.

import { fieldsOf } from "./event.js";

/** The state in a key frame's line. */
export function stateOf(json) {
  const state = new Map();
  for (const [view, items] of Object.entries(json ?? {})) {
    state.set(view, new Map(Object.entries(items ?? {}).map(([item, fields]) => [item, fieldsOf(fields) ?? new Map()])));
  }
  return state;
}

/** The state after these changes. */
export function forward(state, changes) {
  return changes.reduce((before, change) => changed(before, change.view, change.item, change.field, change.new), state);
}

/** The state before these changes. */
export function backward(state, changes) {
  return changes.reduceRight((after, change) => changed(after, change.view, change.item, change.field, change.old), state);
}

function changed(state, view, item, field, value) {
  const items = new Map(state.get(view));
  if (field === null) {
    put(items, item, value);
  } else {
    const fields = new Map(items.get(item));
    put(fields, field, value);
    items.set(item, fields);
  }
  return new Map(state).set(view, items);
}

function put(map, key, value) {
  if (value === null) {
    map.delete(key);
  } else {
    map.set(key, value);
  }
}

/** Goes through a trace's states. Event i leads from state i to state i + 1; state 0 is the beginning. */
export class States {
  #changesAt;
  #frames = new Map();
  #positions = [];
  #state = new Map();
  #at = 0;

  /** @param changesAt the changes of event i */
  constructor(changesAt) {
    this.#changesAt = changesAt;
  }

  /** There is a key frame at this position; `read` gives it when it is wanted. Positions only grow. */
  addFrame(position, read) {
    this.#frames.set(position, read);
    if (this.#positions.at(-1) !== position) {
      this.#positions.push(position);
    }
    if (position === 0 && this.#at === 0) {
      this.#state = read();
    }
  }

  at(position) {
    this.#startNear(position);
    while (this.#at < position) {
      this.#state = forward(this.#state, this.#changesAt(this.#at++));
      this.#state = this.#frames.get(this.#at)?.() ?? this.#state;
    }
    while (this.#at > position) {
      this.#state = backward(this.#state, this.#changesAt(--this.#at));
    }
    return this.#state;
  }

  #startNear(position) {
    const frame = this.#nearestFrame(position);
    if (frame !== null && Math.abs(frame - position) < Math.abs(this.#at - position)) {
      this.#at = frame;
      this.#state = this.#frames.get(frame)();
    }
  }

  #nearestFrame(position) {
    let [low, high] = [0, this.#positions.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#positions[middle] <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const [below, above] = [this.#positions[low - 1], this.#positions[low]];
    if (below === undefined || above === undefined) {
      return below ?? above ?? null;
    }
    return position - below <= above - position ? below : above;
  }
}
