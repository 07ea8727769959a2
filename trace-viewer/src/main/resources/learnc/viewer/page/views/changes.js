// What this one call has changed, in all views together; below it the journal of what changed shortly before and after.

import { html } from "../vendor/libraries.js";
import { event, loaded, moment, step, trace } from "../model/app.js";
import { go, show } from "../model/focus.js";
import { thingOf, namesOf } from "../model/things.js";
import { oneOf, TABS, tabOf } from "../words/fields.js";
import { kindOf, Mark, Marks } from "../ui/marks.js";
import { brief } from "../ui/brief.js";
import { classOf, Name, Sign, Value } from "../ui/value.js";

const JOURNAL_STEPS = 8;

export function ChangesView() {
  const { changes } = event.value;
  const items = [...new Map(changes.map((change) => [`${change.view}\n${change.item}`, change])).values()];
  return html`${items.map((change) => html`<${Thing} key=${`${change.view} ${change.item}`} it=${thingOf(change.view, change.item)} change=${change} />`)}
    ${items.length === 0 && html`<p class="empty">This call changed nothing in the state.</p>`}
    <${Journal} />`;
}

function Thing({ it, change }) {
  if (it === null || (moment.value === "before" && it.old === undefined) || (moment.value === "after" && it.now === undefined)) {
    return null;
  }
  const tab = TABS.find((one) => one.name === tabOf(change.view, change.field));
  const touched = it.kind === "changed" ? namesOf(it).filter((name) => it.old.get(name) !== it.now.get(name)) : namesOf(it);
  return html`<div class=${`block ${classOf(it)}`}>
    <h3><${Sign} it=${it} /> ${oneOf(change.view)} <${Name} it=${it} text=${brief(it.item)} /><button class="go" onClick=${() => show(tab.name)}>${tab.title}</button></h3>
    <dl class="pairs">${touched.map((name) => html`<dt>${name}</dt><dd><${Value} it=${it} field=${name} /></dd>`)}</dl>
  </div>`;
}

/** The steps around this one that changed something, more than that a file was opened or closed. */
function Journal() {
  loaded.value;
  const around = [...changing(step.value - 1, -1).reverse(), ...changing(step.value + 1, 1)];
  return html`<section class="journal"><h3>Changes before and after this step</h3>
    ${around.length === 0 ? html`<p class="empty">None.</p>` : html`<ol>${around.map((index) => html`<${Entry} key=${index} index=${index} />`)}</ol>`}</section>`;
}

function changing(from, direction) {
  const { columns, count } = trace.value;
  const found = [];
  for (let index = from; index >= 0 && index < count && found.length < JOURNAL_STEPS; index += direction) {
    if (columns.weighty.at(index) > 0) {
      found.push(index);
    }
  }
  return found;
}

function Entry({ index }) {
  const it = trace.value.event(index);
  const first = it.changes.find((change) => change.view !== "descriptors");
  return html`<li><button class=${index > step.value ? "later" : ""} onClick=${() => go(index)}><span class="number">${it.sequence}</span><code><b>${it.systemCall}</b></code>
    <span class="what"><${Mark} kind=${kindOf(first)} /> ${oneOf(first.view)} ${told(first)}</span><span class="signs"><${Marks} changes=${it.changes} /></span></button></li>`;
}

/** One change in a few words. */
function told(change) {
  if (change.field !== null) {
    return brief(`${change.item.split("/").at(-1)}: ${change.field} ${change.old ?? "–"} → ${change.new ?? "gone"}`);
  }
  const fields = change.new ?? change.old;
  return brief(fields.get("target") ?? fields.get("name") ?? fields.get("command") ?? change.item);
}
