// The dialogs: keys, and a cell compared with the lesson.

import { html, useLayoutEffect, useRef } from "../viewer/vendor/libraries.js";
import { dialog } from "../model/app.js";
import { settled } from "../model/settling.js";
import { reset } from "../model/structure.js";
import { DifferenceOf } from "./differing.js";
import { Icon } from "./icons.js";
import { enter } from "./moving.js";
import { STATUS, STATUS_MEANS } from "./words.js";

export function Dialogs() {
  const Shown = { help: Help, difference: Compared }[dialog.value?.name];
  return Shown === undefined ? null : html`<${Shown} ...${dialog.value} />`;
}

function Dialog({ title, children }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current.showModal();
    return () => before?.focus?.();
  }, []);
  const close = () => (dialog.value = null);
  return html`<dialog ref=${box} aria-labelledby="dialog-title" onClose=${close} onClick=${(click) => click.target === box.current && close()}>
    <div class="dialog-inside"><h2 id="dialog-title" tabindex="-1" autofocus>${title}</h2><button class="close" onClick=${close} aria-label="Close" title="Close (Esc)"><${Icon} name="close" /></button>${children}</div>
  </dialog>`;
}

const ANYWHERE = [
  ["Shift+Enter", "run the cell, or answer the question, and go on to the next"],
  ["Ctrl+Enter", "run the cell, and stay"],
  ["Alt+Enter", "run the cell, and add one below"],
  ["Ctrl+Space, Tab", "complete a word"],
  ["Shift+Tab", "documentation of what is at the cursor"],
  ["Ctrl+S", "save now (it saves by itself)"],
  ["Ctrl+F", "find"],
  ["Tab after Tab", "go past the cell, as long as nothing else was pressed in it"],
  ["Esc", "leave the text of the cell; then letters are commands"],
];
const COMMANDS = [
  ["Enter", "into the text again"],
  ["j k ↓ ↑", "next cell, cell before"],
  ["a b", "new cell above, below"],
  ["d d", "delete the cell"],
  ["z", "bring back what was deleted"],
  ["J K", "move the cell down, up"],
  ["i i", "interrupt"],
  ["v h c", "variables, history, contents"],
  ["p", "present; then ← → turn the pages"],
  ["?", "this help"],
];

const List = ({ keys }) => html`<dl class="keys">${keys.map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>`;

function Help() {
  return html`<${Dialog} title="Keys">
    <h3>In a cell</h3><${List} keys=${ANYWHERE} />
    <h3>After Esc, while the cell has a frame</h3><${List} keys=${COMMANDS} />
    <h3>What the words mean</h3><dl class="keys">${Object.keys(STATUS).map((one) => html`<div><dt>${STATUS[one]}</dt><dd>${STATUS_MEANS[one]}</dd></div>`)}
      <div><dt><code>// => ?</code></dt><dd>The lesson promises what comes of this line. It shows when the cell has run, or when the cursor comes to it.</dd></div></dl>
  </${Dialog}>`;
}

function Compared({ cell }) {
  const undo = async () => {
    dialog.value = null;
    await reset(cell);
    await settled();
    enter(cell.id);
  };
  return html`<${Dialog} title="What you have changed">
    <${DifferenceOf} before=${cell.original.value ?? ""} after=${cell.source.value} />
    <p class="buttons"><button onClick=${undo}>Reset to the lesson's text</button></p>
  </${Dialog}>`;
}
