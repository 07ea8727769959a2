// The processes as a tree, and of one of them everything that makes it what it is.

import { html } from "../vendor/libraries.js";
import { event } from "../model/app.js";
import { fieldOf, namesOf, thingsOf, treeOf } from "../model/things.js";
import { classOf, Name, Sign, Twigs, Value } from "../ui/value.js";
import { Picker, pickOf } from "./picked.js";

const IN_TABLE = new Set(["pid_inside", "parent", "command", "uid", "gid", "root", "state"]);
const GROUPS = [["namespaces.", "Namespaces"], ["cgroup.", "Control groups"], ["limit.", "Limits"]];

export function ProcessesView() {
  const all = thingsOf("processes");
  const rows = treeOf(all, (it) => it.item, (it) => fieldOf(it, "parent"));
  const keys = all.map((it) => it.item);
  const changed = event.value.changes.find((change) => change.view === "processes")?.item;
  const here = pickOf("processes", keys, changed ?? String(event.value.pid));
  const it = all.find((one) => one.item === here);
  return html`<table class="things">
      <thead><tr><th class="sign"><span class="hidden-visually">Change</span></th><th scope="col">Process</th><th scope="col">Inside</th><th scope="col">Command</th><th scope="col">User</th><th scope="col">Root</th><th scope="col">State</th></tr></thead>
      <tbody>${rows.map((row) => html`<${Process} key=${row.it.item} it=${row.it} depth=${row.depth} />`)}</tbody>
    </table>
    ${it !== undefined && html`<${Picker} name="processes" label="Process" choices=${keys} current=${here} titleOf=${(key) => `${key} ${commandOf(all, key)}`} /><${Details} it=${it} />`}`;
}

const commandOf = (all, key) => fieldOf(all.find((it) => it.item === key), "command");

function Process({ it, depth }) {
  return html`<tr class=${classOf(it)}>
    <td class="sign"><${Sign} it=${it} /></td>
    <th scope="row" class="tree narrow"><div><${Twigs} depth=${depth} /><${Name} it=${it} text=${it.item} /></div></th>
    <td><${Value} it=${it} field="pid_inside" /></td><td><${Value} it=${it} field="command" /></td>
    <td><${Value} it=${it} field="uid" />:<${Value} it=${it} field="gid" /></td>
    <td class="wide"><${Value} it=${it} field="root" /></td><td><${Value} it=${it} field="state" /></td>
  </tr>`;
}

function Details({ it }) {
  const rest = namesOf(it).filter((name) => !IN_TABLE.has(name) && !name.startsWith("cap_") && !GROUPS.some(([prefix]) => name.startsWith(prefix)));
  return html`<div class="block"><dl class="pairs">${rest.map((name) => html`<dt>${name}</dt><dd><${Value} it=${it} field=${name} /></dd>`)}</dl></div>
    ${GROUPS.map(([prefix, title]) => html`<${Group} it=${it} prefix=${prefix} title=${title} />`)}`;
}

function Group({ it, prefix, title }) {
  const names = namesOf(it).filter((name) => name.startsWith(prefix));
  return names.length === 0 ? null : html`<div class="block"><h3>${title}</h3>
    <dl class="pairs">${names.map((name) => html`<dt>${name.slice(prefix.length)}</dt><dd><${Value} it=${it} field=${name} /></dd>`)}</dl></div>`;
}
