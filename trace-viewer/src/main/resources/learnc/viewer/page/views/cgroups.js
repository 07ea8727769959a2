// The control groups: folders, and the files in them that set or tell a limit.

import { html } from "../vendor/libraries.js";
import { fieldOf, namesOf, thingsOf, treeOf } from "../model/things.js";
import { classOf, Name, Sign, Value } from "../ui/value.js";

/** The nearest folder above that is known, too. */
function parentIn(items) {
  return (it) => {
    let path = it.item;
    do {
      path = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    } while (path !== "" && !items.has(path));
    return path;
  };
}

export function CgroupsView() {
  const all = thingsOf("cgroups");
  if (all.length === 0) {
    return html`<p class="empty">No control group is known at this moment.</p>`;
  }
  const parentOf = parentIn(new Set(all.map((it) => it.item)));
  return html`${treeOf(all, (it) => it.item, parentOf).map(({ it, depth }) => html`<${Group} key=${it.item} it=${it} depth=${depth} parent=${parentOf(it)} />`)}`;
}

function Group({ it, depth, parent }) {
  const files = namesOf(it).filter((name) => name !== "hierarchy" && name !== "members");
  const name = parent === "" ? it.item : it.item.slice(parent.length + 1);
  return html`<div class=${`block indent ${classOf(it)}`} style=${{ "--depth": depth }}>
    <h3><${Sign} it=${it} /><${Name} it=${it} text=${name} /> <span class="soft">${fieldOf(it, "hierarchy")}</span></h3>
    <dl class="pairs">
      ${namesOf(it).includes("members") && html`<dt>processes</dt><dd><${Value} it=${it} field="members" /></dd>`}
      ${files.map((file) => html`<dt><code>${file}</code></dt><dd><${Value} it=${it} field=${file} /></dd>`)}
    </dl>
  </div>`;
}
