// What the machine knows of the code while it is typed: completion, documentation, and what would not compile.

import { StateEffect, StateField, hoverTooltip, keymap, showTooltip } from "../vendor/codemirror.js";
import { cells, lesson } from "../model/app.js";
import { post } from "../model/server.js";
import { completing } from "./editing.js";

const ask = (what, cell, source, position) => post(lesson.peek().name, what, { cell: cell.id, source, position }).catch(() => null);

/** Completion, asked for with Ctrl+Space or Tab. */
export const completion = (cell) => completing(async (context) => {
  const answer = await ask("complete", cell, context.state.doc.toString(), context.pos);
  if (answer === null || context.aborted || answer.items.length === 0) {
    return null;
  }
  const about = (text) => () => meaning(cell, context.state, answer.from, context.pos, text);
  return { from: answer.from, options: answer.items.map((item) => ({ label: item.text, detail: item.kind ?? "", info: about(item.text) })), validFor: /^[\w$]*$/ };
});

/** What a suggestion means, as if it had been typed. */
async function meaning(cell, state, from, to, text) {
  const source = state.sliceDoc(0, from) + text + state.sliceDoc(to);
  const answer = await ask("documentation", cell, source, from + /^[\w$]*/.exec(text)[0].length);
  return isKnown(answer) ? sheet(answer) : null;
}

const isKnown = (answer) => answer !== null && ((answer.signatures ?? []).length > 0 || Boolean(answer.text));

const setDocumentation = StateEffect.define();

const documentationShown = StateField.define({
  create: () => null,
  update(shown, change) {
    for (const effect of change.effects) {
      if (effect.is(setDocumentation)) {
        return effect.value;
      }
    }
    return change.docChanged || change.selection ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

async function tooltipAt(cell, state, position) {
  const answer = await ask("documentation", cell, state.doc.toString(), position);
  if (!isKnown(answer)) {
    return null;
  }
  return { pos: position, above: true, create: () => ({ dom: sheet(answer) }) };
}

function sheet({ signatures = [], text }) {
  const box = document.createElement("div");
  box.className = "documentation";
  box.setAttribute("role", "status");
  for (const signature of signatures) {
    const line = document.createElement("code");
    line.textContent = signature;
    box.append(line);
  }
  if (text) {
    const words = document.createElement("p");
    words.textContent = text;
    box.append(words);
  }
  return box;
}

const show = (cell) => (view) => {
  const { head } = view.state.selection.main;
  tooltipAt(cell, view.state, head).then((tooltip) => view.dispatch({ effects: setDocumentation.of(tooltip) }));
  return true;
};

const hide = (view) => {
  const isShown = view.state.field(documentationShown) !== null;
  isShown && view.dispatch({ effects: setDocumentation.of(null) });
  return isShown;
};

/** Documentation with Shift+Tab, or of what the pointer rests on. */
export const documentation = (cell) => [
  documentationShown,
  keymap.of([{ key: "Shift-Tab", run: show(cell) }, { key: "Escape", run: hide }]),
  hoverTooltip((view, position) => (/\w/.test(view.state.sliceDoc(position, position + 1)) ? tooltipAt(cell, view.state, position) : null), { hoverTime: 600 }),
];

const REST_MILLISECONDS = 700;
const timers = new Map();

/** Looks, once the keys rest, for what would not compile. */
export function diagnoseSoon(cell) {
  clearTimeout(timers.get(cell.id));
  timers.set(cell.id, setTimeout(async () => {
    const source = cell.source.peek();
    const isWanted = cells.peek().includes(cell) && cell.kind !== "shell" && source.trim() !== "";
    const answer = !isWanted ? null : await ask("diagnose", cell, source, 0);
    if (cell.source.peek() === source) {
      cell.warnings.value = answer?.troubles ?? [];
    }
  }, REST_MILLISECONDS));
}
