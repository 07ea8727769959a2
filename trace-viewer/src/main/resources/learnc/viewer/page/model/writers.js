// "Who set this?": for every value the events that wrote it, in order.

export class Writers {
  #events = new Map();

  /** Remembers what event `index` changed. */
  add(index, changes) {
    for (const change of changes) {
      this.#remember(change.view, change.item, change.field, index);
      if (change.field === null) {
        const fields = new Set([...(change.old?.keys() ?? []), ...(change.new?.keys() ?? [])]);
        fields.forEach((field) => this.#remember(change.view, change.item, field, index));
      }
    }
  }

  /** The events that wrote a field, or with null the thing itself. */
  of(view, item, field) {
    return this.#events.get(key(view, item, field)) ?? [];
  }

  #remember(view, item, field, index) {
    const at = key(view, item, field);
    const events = this.#events.get(at);
    if (events === undefined) {
      this.#events.set(at, [index]);
    } else if (events.at(-1) !== index) {
      events.push(index);
    }
  }
}

const key = (view, item, field) => `${view}\n${item}\n${field ?? ""}`;
