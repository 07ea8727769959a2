// "Who set this?": all steps that wrote one value, the one in focus marked.

import { html } from "../vendor/libraries.js";
import { asked, step, trace } from "../model/app.js";
import { go } from "../model/focus.js";
import { oneOf } from "../words/fields.js";
import { short } from "./steps.js";

export function Who() {
  const wanted = asked.value;
  if (wanted === null) {
    return null;
  }
  const events = trace.value.writers.of(wanted.view, wanted.item, wanted.field);
  return html`<section class="who" aria-label="Who set this?">
    <header><h3>Who set this?</h3><code>${oneOf(wanted.view)} ${wanted.item}${wanted.field === null ? "" : ` · ${wanted.field}`}</code>
      <button onClick=${() => (asked.value = null)}>Close</button></header>
    ${events.length === 0 ? html`<p class="empty">Nobody here: it was so before the first step.</p>`
      : html`<ol>${events.map((index) => html`<${Writer} key=${index} index=${index} wanted=${wanted} />`)}</ol>`}
  </section>`;
}

function Writer({ index, wanted }) {
  const it = trace.value.event(index);
  return html`<li><button aria-current=${index === step.value ? "step" : undefined} onClick=${() => go(index)}>
    <span class="soft">${it.sequence}</span><code><b>${it.systemCall}</b> ${short(it).slice(0, 40)}</code><code>${written(it, wanted)}</code></button></li>`;
}

/** What the event made of the value. */
function written(event, { view, item, field }) {
  const texts = event.changes.filter((change) => change.view === view && change.item === item).map((change) => {
    if (change.field !== null) {
      return change.field === field || field === null ? `${field === null ? `${change.field}: ` : ""}${change.old ?? "–"} → ${change.new ?? "gone"}` : null;
    }
    const [old, now] = [change.old, change.new];
    return now === null ? "− removed" : `${old === null ? "+ " : ""}${field === null ? "made" : now.get(field) ?? "–"}`;
  });
  return texts.filter((text) => text !== null).join("; ");
}
