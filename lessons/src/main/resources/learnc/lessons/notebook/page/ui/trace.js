// A trace as a value: its calls as a short list, and on demand the trace viewer itself, in a frame, stepping through them.

import { html, useEffect, useMemo, useRef, useState } from "../viewer/vendor/libraries.js";
import { plural } from "./words.js";

const FIRST = 8;

export function TraceValue({ text, name }) {
  const [isOpen, setOpen] = useState(false);
  const calls = useMemo(() => callsOf(text), [text]);
  return html`<div class="trace">
    <div class="trace-head"><span>${plural(calls.length, "system call")}</span>
      <button class="small" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>${isOpen ? "Close the stepper" : "Step through"}</button></div>
    ${isOpen ? html`<${Stepper} text=${text} name=${name} />` : html`<${Calls} calls=${calls} />`}
  </div>`;
}

function Calls({ calls }) {
  return html`<ol class="calls">
    ${calls.slice(0, FIRST).map((call) => html`<li class=${call.errno ? "refused" : ""}><span class="door">${call.door}</span><code>${call.words}</code><code class="result">${call.result}</code></li>`)}
    ${calls.length > FIRST && html`<li class="rest">… ${calls.length - FIRST} more</li>`}
  </ol>`;
}

function callsOf(text) {
  return text.split("\n").flatMap((line) => {
    try {
      const event = JSON.parse(line);
      const words = `${event.syscall}(${(event.args ?? []).map((argument) => argument.text).join(", ")})`;
      return typeof event.syscall === "string" ? [{ door: event.door ?? "", words, result: `= ${event.result ?? event.ret}`, errno: event.errno }] : [];
    } catch {
      return [];
    }
  });
}

/** The viewer takes the trace from the frame that it stands in. */
function Stepper({ text, name }) {
  const frame = useRef(null);
  useEffect(() => {
    frame.current.trace = text;
    frame.current.src = "viewer/index.html";
  }, [text]);
  return html`<iframe class="stepper" ref=${frame} title=${`Trace viewer: ${name}`}></iframe>`;
}
