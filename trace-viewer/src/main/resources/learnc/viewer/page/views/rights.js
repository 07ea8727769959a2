// What a process may do: who it is, inside and outside, and which pieces of root's power it has.

import { html } from "../vendor/libraries.js";
import { event, moment } from "../model/app.js";
import { fieldOf, namesOf, thingOf, thingsOf } from "../model/things.js";
import { ask } from "../model/focus.js";
import { classOf, Sign, Value } from "../ui/value.js";
import { Mark } from "../ui/marks.js";
import { Picker, pickOf } from "./picked.js";

const SETS = ["effective", "permitted", "inheritable", "bounding", "ambient"];
const WHO = ["uid", "gid", "groups", "no_new_privs", "seccomp", "oom_score_adj"];

export function RightsView() {
  const all = thingsOf("processes");
  const keys = all.map((it) => it.item);
  if (keys.length === 0) {
    return html`<p class="empty">No process is known at this moment.</p>`;
  }
  const changed = event.value.changes.find((change) => change.view === "processes")?.item;
  const here = pickOf("processes", keys, changed ?? String(event.value.pid));
  const it = all.find((one) => one.item === here);
  const user = thingOf("namespaces", `user:${fieldOf(it, "namespaces.user")}`);
  return html`<${Picker} name="processes" label="Process" choices=${keys} current=${here} titleOf=${(key) => `${key} ${fieldOf(all.find((one) => one.item === key), "command")}`} />
    <div class="block"><h3>Who it is</h3><dl class="pairs">${WHO.filter((name) => namesOf(it).includes(name)).map((name) => html`<dt>${name}</dt><dd><${Value} it=${it} field=${name} /></dd>`)}</dl></div>
    ${user !== null && html`<div class=${`block ${classOf(user)}`}><h3><${Sign} it=${user} /> Its user namespace ${user.item}</h3>
      <dl class="pairs">${["uid_map", "gid_map", "setgroups"].filter((name) => namesOf(user).includes(name)).map((name) => html`<dt>${name}</dt><dd><${Value} it=${user} field=${name} /></dd>`)}</dl></div>`}
    <${Capabilities} it=${it} />`;
}

const namesIn = (fields, set) => (fields?.get(`cap_${set}`) ?? "").split(/[\s,]+/).filter(Boolean);

/** A capability is in a set or not; in a comparison it came or went. */
function Capabilities({ it }) {
  const known = [...new Set(SETS.flatMap((set) => [...namesIn(it.old, set), ...namesIn(it.now, set)]))].sort();
  if (known.length === 0) {
    return html`<p class="empty">It has no capability at all: the kernel treats it as an ordinary user.</p>`;
  }
  return html`<table class="capabilities">
    <thead><tr><th scope="col">Capability</th>${SETS.map((set) => html`<th scope="col"><button class="value" tabindex="-1" aria-label=${`cap_${set}. Who set this?`} onClick=${() => ask("processes", it.item, `cap_${set}`)}>${set}</button></th>`)}</tr></thead>
    <tbody>${known.map((name) => html`<tr><th scope="row">${name}</th>${SETS.map((set) => html`<td><${Held} was=${namesIn(it.old, set).includes(name)} is=${namesIn(it.now, set).includes(name)} kind=${it.kind} /></td>`)}</tr>`)}</tbody>
  </table>`;
}

const YES = html`<span aria-label="yes" role="img">●</span>`;

function Held({ was, is, kind }) {
  if (moment.value === "before" || kind === "removed") {
    return was ? YES : null;
  }
  if (moment.value === "after" || kind === "added" || was === is) {
    return is ? YES : null;
  }
  return html`<${Mark} kind=${is ? "added" : "removed"} />`;
}
