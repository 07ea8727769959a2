// The namespaces as a tree: which user namespace owns which, and who lives there.

import { html } from "../vendor/libraries.js";
import { fieldOf, namesOf, thingOf, thingsOf, treeOf } from "../model/things.js";
import { NAMESPACE_KINDS } from "../words/fields.js";
import { classOf, Name, Sign, Twigs, Value } from "../ui/value.js";

const HERE_ALREADY = new Set(["kind", "inode", "owner", "parent", "members"]);
const MOST_MEMBERS = 6;

/** A user namespace hangs below its parent, every other one below the user namespace that owns it; a PID namespace below its parent. */
function parentOf(it) {
  const [owner, parent] = [fieldOf(it, "owner"), fieldOf(it, "parent")];
  const kind = it.item.split(":")[0];
  if (parent !== "" && thingOf("namespaces", `${kind}:${parent}`) !== null) {
    return `${kind}:${parent}`;
  }
  return owner === "" ? null : `user:${owner}`;
}

export function NamespacesView() {
  const rows = treeOf(thingsOf("namespaces"), (it) => it.item, parentOf);
  return html`<table class="things">
    <thead><tr><th class="sign"><span class="hidden-visually">Change</span></th><th scope="col">Namespace</th><th scope="col">Processes in it</th><th scope="col">Says</th></tr></thead>
    <tbody>${rows.map(({ it, depth }) => html`<tr key=${it.item} class=${classOf(it)}>
      <td class="sign"><${Sign} it=${it} /></td>
      <th scope="row" class="tree"><div><${Twigs} depth=${depth} /><b title=${NAMESPACE_KINDS[it.item.split(":")[0]]}>${it.item.split(":")[0]}</b> <${Name} it=${it} text=${it.item.split(":")[1] ?? ""} /></div></th>
      <td class="wide"><${Value} it=${it} field="members" shown=${inhabitants} /></td>
      <td class="wide">${namesOf(it).filter((name) => !HERE_ALREADY.has(name)).map((name) => html`<div><span class="soft">${name}</span> <${Value} it=${it} field=${name} /></div>`)}</td>
    </tr>`)}</tbody>
  </table>`;
}

/** Processes with their names; on a host there are many. */
function inhabitants(members) {
  const pids = members.split(" ").filter(Boolean);
  const named = pids.slice(0, MOST_MEMBERS).map((pid) => {
    const process = thingOf("processes", pid);
    return process === null ? pid : `${pid} ${fieldOf(process, "command")}`.trim();
  });
  return `${named.join(", ")}${pids.length > MOST_MEMBERS ? ` and ${pids.length - MOST_MEMBERS} more` : ""}`;
}
