// What a cell gives out, kind by kind.

import { html, useEffect, useRef, useState } from "../viewer/vendor/libraries.js";
import { safe } from "./prose.js";
import { TraceValue } from "./trace.js";
import { viewOf } from "./editor.js";
import { Icon } from "./icons.js";
import { plural } from "./words.js";

const LONG_LINES = 24;

export function Outputs({ cell }) {
  const outputs = cell.outputs.value;
  if (outputs.length === 0) {
    return null;
  }
  const promises = outputs.filter((output) => output.kind === "promise");
  return html`<div class="outputs" role="group" aria-label="Output">
    ${outputs.map((output, at) => html`<${Output} key=${at} output=${output} cell=${cell} />`)}
    <${Promises} promises=${promises} />
  </div>`;
}

function Output({ output, cell }) {
  switch (output.kind) {
    case "text":
      return html`<${Text} output=${output} />`;
    case "value":
      return html`<${Value} output=${output} />`;
    case "trouble":
      return html`<${Trouble} trouble=${output} cell=${cell} />`;
    default:
      return null;
  }
}

function Text({ output }) {
  const isErrors = output.stream === "err";
  return html`<div class=${isErrors ? "out err" : "out"}>
    ${isErrors && html`<span class="tag" title="standard error">err</span>`}
    <${Long} text=${output.text.replace(/\n$/, "")} label=${isErrors ? "Standard error" : "Standard output"} />
  </div>`;
}

/** A long text shows its beginning, and on demand the rest. */
function Long({ text, label }) {
  const [isWhole, setWhole] = useState(false);
  const lines = text.split("\n");
  const isLong = lines.length > LONG_LINES + 4;
  const shown = isLong && !isWhole ? lines.slice(0, LONG_LINES).join("\n") : text;
  return html`<div class="long">
    <pre role="group" aria-label=${label} tabindex="0">${shown}</pre>
    ${isLong && html`<button class="link" aria-expanded=${isWhole} onClick=${() => setWhole(!isWhole)}>${isWhole ? "show less" : `show ${plural(lines.length - LONG_LINES, "more line")}`}</button>`}
  </div>`;
}

function Value({ output }) {
  // A value without a name is called $1, $2, … by JShell, which helps nobody who reads.
  const name = /^\$\d+$/.test(output.name ?? "$0") ? "" : output.name;
  return html`<div class="value">
    ${name !== "" && html`<span class="name">${name}</span>`}
    <${Content} output=${output} />
  </div>`;
}

function Content({ output }) {
  const what = output.name ? `value of ${output.name}` : "value";
  switch (output.mime) {
    case "text/html":
      return html`<${Rich} text=${output.content} label=${what} />`;
    case "image/svg+xml":
      return html`<img class="picture" alt=${`Picture: ${what}`} src=${`data:image/svg+xml;charset=utf-8,${encodeURIComponent(output.content)}`} />`;
    case "image/png":
      return html`<img class="picture" alt=${`Picture: ${what}`} src=${`data:image/png;base64,${output.content.replace(/[^A-Za-z0-9+/=]/g, "")}`} />`;
    case "application/vnd.learnc.trace+jsonl":
      return html`<${TraceValue} text=${output.content} name=${what} />`;
    default:
      return html`<${Long} text=${output.content} label=${what} />`;
  }
}

/** HTML of a value: tables and trees, without anything that acts. */
function Rich({ text, label }) {
  const place = useRef(null);
  useEffect(() => place.current.replaceChildren(safe(text)), [text]);
  return html`<div class="rich" role="group" aria-label=${label} tabindex="0" ref=${place}></div>`;
}

function Trouble({ trouble, cell }) {
  const isPlaced = trouble.from >= 0 && viewOf(cell.id) !== undefined;
  const go = () => {
    const view = viewOf(cell.id);
    const end = view.state.doc.length;
    view.dispatch({ selection: { anchor: Math.min(trouble.from, end), head: Math.min(trouble.to, end) }, scrollIntoView: true });
    view.focus();
  };
  const frames = trouble.frames ?? [];
  return html`<div class="trouble">
    <${Icon} name="error" />
    <div>
      ${trouble.cellLine > 0 && html`<button class="link where" disabled=${!isPlaced} onClick=${go}>line ${trouble.cellLine}</button>`}
      <span class="message">${trouble.message}</span>
      ${frames.length > 0 && html`<details><summary>${plural(frames.length, "frame")}</summary><pre tabindex="0" role="group" aria-label="Where it happened">${frames.join("\n")}</pre></details>`}
    </div>
  </div>`;
}

function Promises({ promises }) {
  if (promises.length === 0) {
    return null;
  }
  const broken = promises.filter((promise) => !promise.kept);
  const kept = promises.length - broken.length;
  return html`<div class="promises">
    ${broken.map((promise) => html`<div class="promise broken"><${Icon} name="error" /><span>promised <code>${promise.expected}</code>, but got <code>${promise.got}</code></span></div>`)}
    ${kept > 0 && html`<div class="promise kept"><${Icon} name="ok" /><span>${kept === promises.length ? (kept === 1 ? "as promised" : `${kept} promises kept`) : `${kept} of ${promises.length} promises kept`}</span></div>`}
  </div>`;
}
