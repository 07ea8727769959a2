// The dialogs: help, go to a step, all notes.

import { html, useLayoutEffect, useRef } from "../vendor/libraries.js";
import { dialog, trace } from "../model/app.js";
import { go } from "../model/focus.js";
import { asList, notes, take } from "../model/notes.js";
import { CLASSES } from "../words/classes.js";
import { HELP } from "./keys.js";
import { save } from "./saving.js";
import { PURPOSE, stageClass } from "./stages.js";

export function Dialogs() {
  const Shown = { help: Help, goto: GoTo, notes: Notes }[dialog.value];
  return Shown === undefined ? null : html`<${Shown} />`;
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
    <h2 id="dialog-title">${title}</h2><button class="close" onClick=${close}>Close</button>${children}</dialog>`;
}

function Help() {
  return html`<${Dialog} title="Keys and language">
    <div class="keys">${HELP.map(([keys, what]) => html`<div><span>${keys.split(" ").map((key) => html`<kbd>${key}</kbd> `)}</span><span>${what}</span></div>`)}</div>
    <h3>Filter</h3>
    <dl class="pairs">
      <dt><code>mount,%net</code></dt><dd>these system calls, or a class: ${[...CLASSES.keys()].map((name) => `%${name}`).join(", ")}</dd>
      <dt><code>!close,read</code></dt><dd>all but these</dd>
      <dt><code>stage:exec</code></dt><dd>one stage, as <code>--stage exec</code></dd>
      <dt><code>path:/proc</code></dt><dd>what touches that path or what is below it, as <code>-P /proc</code></dd>
      <dt><code>failed</code> <code>succeeded</code></dt><dd>what was refused, what was not, as <code>-Z</code> and <code>-z</code></dd>
      <dt><code>changing</code></dt><dd>what changed the state</dd>
      <dt><code>memory.max</code></dt><dd>any other word must stand somewhere in the step</dd>
    </dl>
    <h3>Colours</h3>
    <p class="legend">${Object.entries(PURPOSE).map(([stage, purpose]) => html`<span class=${stageClass(stage)}>${stage}: ${purpose}</span>`)}</p>
    <p><span class="mark added">+ added</span>   <span class="mark changed">~ changed</span>   <span class="mark removed">− removed, or refused</span>   <span class="is-covered"> hidden under another mount </span></p>
    <p class="soft">In the timeline: a tick above the colours is a change of the state, a tick below is a refusal. Press any value of the state to see who set it.</p>
  <//>`;
}

function GoTo() {
  const submit = (submitted) => {
    submitted.preventDefault();
    const number = Number.parseInt(submitted.target.elements.step.value, 10);
    dialog.value = null;
    if (Number.isFinite(number)) {
      go(trace.value.indexOf(number));
    }
  };
  return html`<${Dialog} title="Go to step"><form onSubmit=${submit}><label for="goto">Step</label>
    <input id="goto" name="step" type="number" min="1" autofocus /> <button class="primary">Go</button></form><//>`;
}

function Notes() {
  const list = asList();
  notes.value;
  const jump = (step) => {
    dialog.value = null;
    go(trace.value.indexOf(step));
  };
  const read = async (change) => take(JSON.parse(await change.target.files[0].text()));
  return html`<${Dialog} title="Notes">
    ${list.length === 0 ? html`<p class="soft">None yet. Write one at the end of the Call pane; press <kbd>c</kbd>.</p>` : html`<ul>${list.map(({ step, text }) => html`<li class="block"><h3><button onClick=${() => jump(step)}>Step ${step}</button></h3><p style=${{ whiteSpace: "pre-wrap" }}>${text}</p></li>`)}</ul>`}
    <p style=${{ marginTop: "1rem" }}><button disabled=${list.length === 0} onClick=${() => save("notes.json", new Blob([JSON.stringify(asList(), null, 1)], { type: "application/json" }))}>Export</button>
      ${" "}<label class="soft">Add from a file: <input type="file" accept="application/json,.json" onChange=${read} /></label></p>
  <//>`;
}
