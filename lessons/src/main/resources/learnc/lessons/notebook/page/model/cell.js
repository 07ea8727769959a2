// A cell: what is typed into it, what the server has of that, and what came out when it ran.

import { batch, computed, signal } from "../viewer/vendor/libraries.js";
import { joined } from "./outputs.js";

export class Cell {
  constructor(told) {
    this.id = told.id;
    this.kind = told.kind;
    /** What stands in the editor. */
    this.source = signal(told.source);
    /** What the server has. */
    this.saved = signal(told.source);
    /** What the lesson says; null for a cell of the reader's own. */
    this.original = signal(told.original ?? null);
    this.line = told.line;
    this.status = signal(told.status);
    this.count = signal(null);
    this.milliseconds = signal(null);
    this.since = signal(0);
    this.outputs = signal([]);
    this.message = signal("");
    this.predict = signal(null);
    /** {source}: what another tab has made of it meanwhile, or null. */
    this.conflict = signal(null);
    /** The text that ran last: marks in the editor belong to it. */
    this.ran = signal(null);
    /** Troubles found without running: [TROUBLE]. */
    this.warnings = signal([]);
    this.isDirty = computed(() => this.source.value !== this.saved.value);
    this.isEdited = computed(() => this.original.value !== null && this.source.value !== this.original.value);
    this.takeState(told);
  }

  get runs() {
    return this.kind !== "predict";
  }

  get isLocked() {
    return this.kind === "locked" || this.kind === "check";
  }

  /** Everything but the text, as the server tells it. */
  takeState(told) {
    batch(() => {
      if (told.status === "running" && this.status.peek() !== "running") {
        this.ran.value = told.source;
        this.since.value = told.since ?? Date.now();
      }
      this.kind = told.kind;
      this.line = told.line;
      this.original.value = told.original ?? null;
      this.status.value = told.status;
      this.count.value = told.count ?? null;
      this.milliseconds.value = told.milliseconds ?? null;
      this.message.value = told.message ?? "";
      this.outputs.value = joined(told.outputs ?? []);
      this.predict.value = told.predict ?? null;
      if (this.ran.peek() === null && told.status !== "never") {
        this.ran.value = told.source;
      }
    });
  }

  /** The text as somebody else has written it; nothing typed may be in the way. */
  takeSource(source) {
    batch(() => {
      this.saved.value = source;
      this.source.value = source;
      this.conflict.value = null;
    });
  }
}
