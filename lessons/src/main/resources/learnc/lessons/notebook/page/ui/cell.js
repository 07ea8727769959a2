// One cell of the lesson: its head, its text, and what came out.

import { html, useErrorBoundary } from "../viewer/vendor/libraries.js";
import { cells, current, dialog, isCommanding, tell } from "../model/app.js";
import { mayChange } from "../model/preferences.js";
import { interrupt, runBelow, runOne, runToHere } from "../model/running.js";
import { move, reset } from "../model/structure.js";
import { Conflict } from "./conflict.js";
import { Editor } from "./editor.js";
import { Icon } from "./icons.js";
import { addAbove, addBelow, drop } from "./acting.js";
import { Menu } from "./menu.js";
import { Outputs } from "./outputs.js";
import { Predict } from "./predict.js";
import { Running, Status } from "./status.js";
import { KIND, STATUS } from "./words.js";

export function CellFrame({ cell }) {
  const [failure] = useErrorBoundary();
  const status = cell.kind === "predict" ? judged(cell) : cell.status.value;
  const number = cells.value.indexOf(cell) + 1;
  const isHere = current.value === cell.id;
  const enter = () => {
    current.value = cell.id;
  };
  const name = `Cell ${number} of ${cells.value.length}, ${cell.kind === "predict" ? `a question, ${status === "never" ? "not answered" : "answered"}` : `${cell.kind === "java" ? "" : `${cell.kind}, `}${STATUS[status]}`}`;
  if (failure) {
    return html`<section class="cell-frame error" id=${`cell-${cell.id}`} data-id=${cell.id} tabindex="-1" aria-label=${name}><p class="message">This cell cannot be shown: ${failure.message}</p><pre>${cell.source.value}</pre></section>`;
  }
  return html`<section class=${`cell-frame kind-${cell.kind} ${status}`} id=${`cell-${cell.id}`} data-id=${cell.id} data-status=${status} tabindex="-1" aria-label=${name}
    data-here=${isHere} data-commanding=${isHere && isCommanding.value} onFocusIn=${enter}>
    ${cell.kind === "predict" ? html`<${Predict} cell=${cell} />` : html`
      <${Head} cell=${cell} />
      <${Editor} cell=${cell} />
      ${cell.conflict.value !== null && html`<${Conflict} cell=${cell} />`}
      <${Message} cell=${cell} />
      ${status === "running" && html`<${Running} cell=${cell} />`}
      <${Outputs} cell=${cell} />`}
  </section>`;
}

/** An answer stays what it was, whatever becomes of the machine. */
function judged(cell) {
  const { answer, right } = cell.predict.value ?? {};
  return answer === undefined ? "never" : right ? "ok" : "error";
}

/** What is to be said of the cell, unless its output says it already. */
function Message({ cell }) {
  const isSaid = cell.outputs.value.some((output) => output.kind === "trouble" || (output.kind === "promise" && !output.kept));
  return cell.message.value === "" || isSaid ? null : html`<p class="cell-message">${cell.message.value}</p>`;
}

function Head({ cell }) {
  const kind = KIND[cell.kind];
  const isBusy = cell.status.value === "running";
  return html`<header class="cell-head">
    <${Status} cell=${cell} />
    ${kind && html`<span class="kind" title=${kind.means}><${Icon} name=${kind.icon} />${kind.word}</span>`}
    ${cell.isEdited.value && html`<button class="link edited" onClick=${() => compare(cell)} title="What you have changed">edited</button>`}
    ${cell.original.value === null && html`<span class="edited">yours</span>`}
    <span class="tools">
      <button class=${isBusy ? "small interrupt" : "small run"} onClick=${() => (isBusy ? interrupt() : runOne(cell))} aria-label=${`${isBusy ? "Interrupt" : "Run"} cell ${cell.id}`}
        title=${isBusy ? "Ends the cell; its machine goes on (i i)" : "Run (Ctrl+Enter; Shift+Enter runs and goes on)"}><${Icon} name=${isBusy ? "stop" : "run"} />${isBusy ? "Interrupt" : "Run"}</button>
      <${Menu} label=${`More for cell ${cell.id}`} items=${() => deeds(cell)}><${Icon} name="more" /></${Menu}>
    </span>
  </header>`;
}

const compare = (cell) => (dialog.value = { name: "difference", cell });

function deeds(cell) {
  const fixed = !mayChange.value;
  return [
    { text: "Run to here", act: () => runToHere(cell) },
    { text: "Run this and all below", act: () => runBelow(cell) },
    null,
    { text: "Compare with the lesson", act: () => compare(cell), isOff: !cell.isEdited.value },
    { text: "Reset to the lesson's text", act: () => reset(cell), isOff: !cell.isEdited.value },
    { text: "Copy", act: () => copy(cell) },
    ...(fixed ? [] : [
      null,
      { text: "New cell above", key: "a", act: () => addAbove(cell) },
      { text: "New cell below", key: "b", act: () => addBelow(cell) },
      { text: "Move up", key: "K", act: () => move(cell, -1) },
      { text: "Move down", key: "J", act: () => move(cell, 1) },
      { text: "Delete", key: "d d", act: () => drop(cell), isOff: cell.isLocked },
    ]),
  ];
}

async function copy(cell) {
  try {
    await navigator.clipboard.writeText(cell.source.value);
    tell("Copied.");
  } catch {
    tell("The browser does not let the page copy.", true);
  }
}
