// The call pane: what was asked of the kernel, why, with what, and what it answered.

import { html, useState } from "../vendor/libraries.js";
import { event } from "../model/app.js";
import { notes, write } from "../model/notes.js";
import { constantsIn, meaningOf } from "../model/words.js";
import { CALLS } from "../words/calls.js";
import { stageClass } from "./stages.js";

const LONG_CHARACTERS = 400;

export function CallPane() {
  const it = event.value;
  return html`<section class="pane call-pane" aria-labelledby="call-title">
    <header><h2 id="call-title">Call</h2><span class="end soft">${it.manual || `${it.systemCall}(2)`}</span></header>
    <div class="scroll" tabindex="0" role="group" aria-label="The call in detail"><${Call} it=${it} /></div>
  </section>`;
}

function Call({ it }) {
  const does = Object.hasOwn(CALLS, it.systemCall) ? CALLS[it.systemCall] : null;
  return html`<div class=${`call ${stageClass(it.stage)}`}>
    <p class="signature">${it.systemCall}</p>
    ${does && html`<p class="does">${does}</p>`}
    ${it.why && html`<p class="why">${it.why}</p>`}
    <${Arguments} it=${it} />
    ${it.errno !== null && html`<${Refusal} it=${it} />`}
    ${it.without && html`<h3>Without it</h3><p>${it.without}</p>`}
    ${it.shell && html`<h3>Do it yourself</h3><${Shell} command=${it.shell} />`}
    <${Facts} it=${it} />
    <${Note} step=${it.sequence} />
  </div>`;
}

function Arguments({ it }) {
  return html`<table class="arguments">
    <thead class="hidden-visually"><tr><th scope="col">Name</th><th scope="col">Value</th><th scope="col">As the kernel got it</th></tr></thead>
    <tbody>${it.arguments.map((argument) => html`<tr>
      <th scope="row">${argument.name}</th>
      <td><${Text} argument=${argument} />
        ${argument.bytes !== null && html`<details><summary>${argument.bytes.length / 2} bytes</summary><div class="long">${argument.bytes.replace(/(..)/g, "$1 ")}</div></details>`}</td>
      <td class="raw">${argument.raw === null || argument.raw === argument.text ? "" : raw(argument)}</td>
    </tr>`)}
    <tr class="answer"><th scope="row">answer</th><td>${it.resultText}</td><td class="raw">${String(it.result) === it.resultText ? "" : it.result}</td></tr></tbody>
  </table>`;
}

/** Flags read best in hexadecimal: one bit each. */
function raw(argument) {
  const number = Number(argument.raw);
  return argument.flags.length > 0 && Number.isSafeInteger(number) && number >= 0 ? `0x${number.toString(16)}` : argument.raw;
}

/** A word of flags is a list of them, each with what it asks for. */
function Text({ argument }) {
  const { text } = argument;
  const names = constantsIn(argument);
  if (names.length === 0) {
    return html`<${Long} text=${text} />`;
  }
  const list = html`<ul>${names.map((name) => html`<li><code>${name}</code> <span>${meaningOf(name)}</span></li>`)}</ul>`;
  return text === names.join("|") ? list : html`<${Long} text=${text} />${list}`;
}

/** A long text is shown in part, and says so. */
function Long({ text }) {
  const [isWhole, setWhole] = useState(false);
  if (text.length <= LONG_CHARACTERS) {
    return text;
  }
  return html`<div class=${isWhole ? "long" : ""}>${isWhole ? text : `${text.slice(0, LONG_CHARACTERS)}…`}</div>
    <button onClick=${() => setWhole(!isWhole)}>${isWhole ? "less" : `all ${text.length} characters`}</button>`;
}

function Refusal({ it }) {
  return html`<div class="refusal">
    <p><span class="refused">${it.errno}</span> ${it.meaning}</p>
    ${it.because && html`<p>Likely because: ${it.because}</p>`}
    ${it.remedy && html`<p>Try: ${it.remedy}</p>`}
  </div>`;
}

function Shell({ command }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(command);
    setCopied(true);
  };
  return html`<div class="shell"><pre>${command}</pre><button onClick=${copy}>${isCopied ? "Copied" : "Copy"}</button></div>`;
}

const milliseconds = (nanoseconds) => `${(nanoseconds / 1e6).toFixed(3)} ms`;
const duration = (nanoseconds) => (nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : milliseconds(nanoseconds));

const DOORS = {
  host: "learnc, on the host", zygote: "the zygote, which makes processes", inside: "inside the container", payload: "the program", imported: "from a log of strace",
};

function Facts({ it }) {
  const process = it.pid === it.pidInside || it.pidInside === 0 ? String(it.pid) : `${it.pid}, inside ${it.pidInside}`;
  const facts = [
    ["Stage", it.stage], ["Of docker run", it.flow], ["Made", DOORS[it.door] ?? it.door], ["Process", process],
    ["Thread", it.threadName === "" ? String(it.thread) : `${it.thread} (${it.threadName})`],
    ["At", milliseconds(it.start)], ["Took", duration(it.duration)], ["Number", String(it.number)],
  ];
  return html`<dl class="facts">${facts.filter(([, fact]) => fact !== "").map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}</dl>`;
}

function Note({ step }) {
  return html`<div class="note"><label class="soft" for="note">Your note at step ${step}</label>
    <textarea id="note" key=${step} placeholder="What did you notice here?" value=${notes.value.get(step) ?? ""} onInput=${(input) => write(step, input.target.value)}></textarea></div>`;
}
