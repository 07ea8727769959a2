// What the lesson promises of a cell is hidden until the cell has run: whoever reads the code shall say first what will come of it.
// It shows as soon as the cursor comes to it.

import { Decoration, EditorView, StateEffect, StateField, WidgetType } from "../vendor/codemirror.js";
import { mode } from "../model/preferences.js";

const ARROW = "// => ";
const MEANS = "What do you expect? It shows when the cell has run, or on a click.";

const setLines = StateEffect.define();

class Veil extends WidgetType {
  eq() {
    return true;
  }

  ignoreEvent() {
    return false;
  }

  toDOM() {
    const mark = document.createElement("span");
    mark.className = "veil";
    mark.textContent = "?";
    mark.title = MEANS;
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", "hidden until the cell has run");
    return mark;
  }
}

/** The lesson's own lines; a promise of the reader's is not hidden from him. */
const lines = StateField.define({
  create: () => new Set(),
  update: (before, change) => change.effects.find((effect) => effect.is(setLines))?.value ?? before,
  provide: (field) => EditorView.decorations.compute([field, "doc", "selection"], (state) => Decoration.set(hidden(state, state.field(field)))),
});

function hidden(state, own) {
  const veils = [];
  for (let number = 1; own.size > 0 && number <= state.doc.lines; number++) {
    const { text, from, to } = state.doc.line(number);
    const begin = from + text.indexOf(ARROW) + ARROW.length;
    if (own.has(text) && state.selection.ranges.every((range) => range.to < begin || range.from > to)) {
      veils.push(Decoration.replace({ widget: new Veil() }).range(begin, to));
    }
  }
  return veils;
}

const linesWithPromises = (text) => text.split("\n").filter((line) => line.includes(ARROW) && !line.endsWith(ARROW));

const isHiding = (cell) => cell.original.value !== null && cell.ran.value === null && mode.value !== "instructor";

export const VEIL = lines;

/** Hides or shows what the cell promises. */
export function veil(view, cell) {
  view.dispatch({ effects: setLines.of(new Set(isHiding(cell) ? linesWithPromises(cell.original.value) : [])) });
}

/** The text of a cell as it looks where no editor is yet. */
export function veiled(cell) {
  const own = isHiding(cell) ? linesWithPromises(cell.original.value) : [];
  return cell.source.peek().split("\n").map((line) => (own.includes(line) ? `${line.slice(0, line.indexOf(ARROW) + ARROW.length)}?` : line)).join("\n");
}
