// What is drawn into the code of a cell: squiggles under what is wrong, and behind each promise whether it was kept.

import { Decoration, EditorView, StateEffect, StateField, WidgetType, setDiagnostics } from "../vendor/codemirror.js";

const setPromises = StateEffect.define();
const setFound = StateEffect.define();

class Verdict extends WidgetType {
  constructor(promise) {
    super();
    this.promise = promise;
  }

  eq(other) {
    return other.promise.kept === this.promise.kept && other.promise.got === this.promise.got;
  }

  toDOM() {
    const mark = document.createElement("span");
    mark.className = this.promise.kept ? "verdict kept" : "verdict broken";
    mark.textContent = this.promise.kept ? "✓" : `✗ ${short(this.promise.got)}`;
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", this.promise.kept ? "promise kept" : `promise broken, got ${short(this.promise.got)}`);
    return mark;
  }
}

const short = (text) => (String(text).length > 60 ? `${String(text).slice(0, 60)}…` : String(text));

const verdicts = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects) {
      if (effect.is(setPromises)) {
        return Decoration.set(effect.value.map((promise) => Decoration.widget({ widget: new Verdict(promise), side: 1 })
          .range(change.state.doc.lineAt(Math.min(promise.to, change.state.doc.length)).to)), true);
      }
    }
    // A promise that is being rewritten is one no more.
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const found = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects) {
      if (effect.is(setFound)) {
        return Decoration.set(effect.value.map(({ from, to }) => Decoration.mark({ class: "cm-found" }).range(from, to)), true);
      }
    }
    return marks.map(change.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const MARKS = [verdicts, found];

/** Shows verdicts and troubles in the code they belong to. */
export function mark(view, promises, troubles) {
  const end = view.state.doc.length;
  view.dispatch({ effects: setPromises.of(promises.filter((promise) => promise.to >= 0 && promise.to <= end)) });
  view.dispatch(setDiagnostics(view.state, troubles.filter((trouble) => trouble.from >= 0 && trouble.to <= end)
    .map((trouble) => ({ from: trouble.from, to: Math.max(trouble.to, trouble.from), severity: trouble.isWarning ? "warning" : "error", message: trouble.message }))));
}

/** Shows where the sought word stands. */
export function markFound(view, places) {
  view.dispatch({ effects: setFound.of(places) });
}
