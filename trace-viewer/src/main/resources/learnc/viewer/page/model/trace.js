// A trace: its lines, what is known of every event without reading its line again, and the states between them.

import { Columns } from "./columns.js";
import { eventOf } from "./event.js";
import { Lines } from "./lines.js";
import { States, stateOf } from "./state.js";
import { Writers } from "./writers.js";

/** The newest version of the format that this page knows. */
const VERSION = 1;
const MOST_REMARKS = 20;
const EVENTS_AT_HAND = 4096;
/** Beyond this a browser may die of the memory; the rest is left out, and said to be. */
const MOST_EVENTS = 2_000_000;

export class Trace {
  #lines = new Lines();
  #atHand = new Map();
  #isEnded = false;
  columns = new Columns();
  writers = new Writers();
  states = new States((index) => (this.columns.changes.at(index) > 0 ? this.event(index).changes : []));
  header = null;
  remarks = [];
  hits = new Map();
  hasState = false;
  hasReachedEnd = false;
  #unsaid = 0;
  #omitted = 0;

  get count() {
    return this.columns.count;
  }

  /** Takes the next bytes of the file. */
  add(bytes) {
    this.#lines.add(bytes, (line) => this.#take(line));
  }

  /** The file is over: now it can be said what is missing. */
  end() {
    this.#lines.end((line) => this.#take(line));
    this.hasReachedEnd = true;
    if (this.#lines.tooLong > 0) {
      this.#remark(`${this.#lines.tooLong} lines were too long for an event, and were left out`);
    }
    if (this.#omitted > 0) {
      this.#remark(`only the first ${MOST_EVENTS} events are shown; ${this.#omitted} more were left out`);
    }
    if (this.header === null && this.count > 0) {
      this.#remark("there is no header: this may be the middle of a trace");
    }
    if (!this.#isEnded && this.count > 0) {
      this.#remark("the trace has no end: the run was killed, the disk was full, or the file was cut");
    }
    if (this.#unsaid > 0) {
      this.remarks = [...this.remarks, `and ${this.#unsaid} more such remarks`];
    }
  }

  /** Event 0 is the first. */
  event(index) {
    let event = this.#atHand.get(index);
    if (event === undefined) {
      event = eventOf(JSON.parse(this.#lines.text(this.columns.line.at(index))));
      if (this.#atHand.size >= EVENTS_AT_HAND) {
        this.#atHand.clear();
      }
      this.#atHand.set(index, event);
    }
    return event;
  }

  /** The line of the file, for a search. */
  lineOf(index) {
    return this.#lines.text(this.columns.line.at(index));
  }

  /** The event with this number, or the last one before it. */
  indexOf(sequence) {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.columns.sequence.at(middle) <= sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  /** The events whose Java line this is. */
  eventsAt(className, line) {
    return this.hits.get(outermost(className))?.get(line) ?? [];
  }

  #take(line) {
    let json = null;
    try {
      json = JSON.parse(this.#lines.text(line));
    } catch {
      // Said below: no event can be read from it.
    }
    if (json === null || typeof json !== "object") {
      this.#remark(`line ${line + 1} is no event, and was left out`);
    } else if (typeof json.schema === "string") {
      this.#takeHeader(json);
    } else if (json.keyframe !== undefined) {
      this.#takeFrame(line, json);
    } else if (json.end !== undefined) {
      this.#takeEnd(json.end);
    } else {
      this.#takeEvent(line, json);
    }
  }

  #takeHeader(json) {
    this.header = json;
    if (json.schema !== "learnc-trace") {
      this.#remark(`the header says "${String(json.schema).slice(0, 40)}", not "learnc-trace"`);
    } else if (!(json.version <= VERSION)) {
      this.#remark(`this trace has version ${json.version} of the format, and this page knows ${VERSION}: what is new in it is not shown`);
    }
  }

  #takeEnd(promised) {
    this.#isEnded = true;
    const last = this.count === 0 ? 0 : this.columns.sequence.at(this.count - 1);
    if (promised !== last) {
      this.#remark(`the trace ends with event ${promised}, and the last one here is ${last}`);
    }
  }

  #takeFrame(line, json) {
    const isWhole = typeof json.state === "object" && json.state !== null && Number.isInteger(json.keyframe);
    if (!isWhole) {
      this.#remark(`line ${line + 1} is no key frame, and was left out`);
      return;
    }
    this.hasState = true;
    const first = this.count === 0 ? stateOf(json.state) : null;
    this.states.addFrame(this.count, () => first ?? stateOf(JSON.parse(this.#lines.text(line)).state));
  }

  #takeEvent(line, json) {
    const event = eventOf(json);
    const last = this.count === 0 ? 0 : this.columns.sequence.at(this.count - 1);
    if (event === null || event.sequence <= last) {
      this.#remark(`line ${line + 1} is no event, and was left out`);
      return;
    }
    if (this.count >= MOST_EVENTS) {
      this.#omitted++;
      return;
    }
    if (event.sequence > last + 1) {
      this.#remark(`missing here: event ${last + 1}${event.sequence === last + 2 ? "" : ` to ${event.sequence - 1}`}`);
    }
    const index = this.columns.add(line, event);
    if (event.changes.length > 0) {
      this.hasState = true;
      this.writers.add(index, event.changes);
    }
    this.#countHit(event.source, index);
  }

  #countHit(source, index) {
    if (source.line > 0) {
      const file = outermost(source.className);
      const lines = this.hits.get(file) ?? new Map();
      const events = lines.get(source.line) ?? [];
      events.push(index);
      this.hits.set(file, lines.set(source.line, events));
    }
  }

  #remark(remark) {
    if (this.remarks.length < MOST_REMARKS) {
      this.remarks = [...this.remarks, remark];
    } else {
      this.#unsaid++;
    }
  }
}

/** The class whose file a nested class stands in. */
export const outermost = (className) => className.split("$")[0];
