// The page as a whole: header, stage rail, timeline, four panes, dialogs.

import { html } from "../vendor/libraries.js";
import { announcement, event, loaded, part, status, trace } from "../model/app.js";
import { CallPane } from "./call.js";
import { Dialogs } from "./dialogs.js";
import { Header } from "./header.js";
import { LiveBar } from "./live.js";
import { openFile } from "./opening.js";
import { StageRail } from "./rail.js";
import { SourcePane } from "./source.js";
import { StatePane } from "./state.js";
import { StepsPane } from "./steps.js";
import { Timeline } from "./timeline.js";

const PARTS = [["steps", "Steps"], ["call", "Call"], ["state", "State"], ["source", "Java"]];

export function App() {
  if (loaded.value === 0) {
    return html`<${Welcome} />`;
  }
  return html`
    <div class="app">
      <${Header} />
      <div><${StageRail} /></div>
      <section aria-label="Timeline"><${Timeline} /><${LiveBar} /><${Remarks} /></section>
      <main class="panes" data-part=${part.value}>
        <div class="column left"><${StepsPane} /></div>
        <div class="column"><${StatePane} /></div>
        <div class="column right"><${CallPane} /><${SourcePane} /></div>
      </main>
      <nav class="parts" aria-label="Parts of the page">
        ${PARTS.map(([name, title]) => html`<button aria-pressed=${part.value === name} onClick=${() => (part.value = name)}>${title}</button>`)}
      </nav>
      <${Dialogs} />
      <div class="hidden-visually" aria-live="polite" role="status">${announcement.value}</div>
    </div>`;
}

/** What is missing in the trace, said at the top: it never opens as if all were well. */
function Remarks() {
  loaded.value;
  status.value;
  const remarks = trace.value?.remarks ?? [];
  if (remarks.length === 0 || event.value === null) {
    return null;
  }
  return html`<details class="remarks" open=${remarks.length === 1}>
    <summary>${remarks.length === 1 ? "This trace is not whole" : `This trace is not whole: ${remarks.length} remarks`}</summary>
    <ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>
  </details>`;
}

const SENTENCES = {
  reading: "Reading the trace …",
  none: "Drop a trace onto this page, or choose one. It is read here, in your browser, and goes nowhere.",
  nothing: "No line of this file can be understood as an event of a trace.",
};

function Welcome() {
  const remarks = status.value === "nothing" ? trace.value?.remarks ?? [] : [];
  // A live run waits before its first call, when there is no step to show yet.
  return html`<${LiveBar} /><main class="welcome">
    <div>
      <h1>learnc trace</h1>
      <p role="status">${SENTENCES[status.value]}</p>
      ${remarks.map((remark) => html`<p class="soft">${remark}</p>`)}
      ${status.value === "reading" ? null : html`<p class="choose"><label>Open a trace: <input type="file" onChange=${(change) => openFile(change.target.files[0])} /></label></p>
        <p class="soft">Make one: <code>learnc run --trace=t.jsonl learnc/shell true</code></p>`}
    </div>
  </main>`;
}
