// The mount table as a tree. What lies under another mount is shaded, and says under which.

import { html } from "../vendor/libraries.js";
import { event } from "../model/app.js";
import { fieldOf, thingsOf, treeOf } from "../model/things.js";
import { classOf, Name, Sign, Twigs, Value } from "../ui/value.js";
import { namespaceOfStep, namespaceTitle, Picker, pickOf } from "./picked.js";

const namespaceOf = (it) => it.item.split("/")[0];
const mountIdOf = (it) => it.item.split("/")[1];

export function MountsView() {
  const all = thingsOf("mounts");
  const namespaces = [...new Set(all.map(namespaceOf))];
  const changed = event.value.changes.find((change) => change.view === "mounts");
  const here = pickOf("mounts", namespaces, changed ? changed.item.split("/")[0] : namespaceOfStep("mnt"));
  const rows = treeOf(all.filter((it) => namespaceOf(it) === here), mountIdOf, (it) => fieldOf(it, "parent"));
  return html`<${Picker} name="mounts" label="Mount namespace" choices=${namespaces} current=${here} titleOf=${(key) => namespaceTitle("mnt", key)} />
    <table class="things">
      <thead><tr><th class="sign"><span class="hidden-visually">Change</span></th><th scope="col">Target</th><th scope="col">Type</th><th scope="col">From</th><th scope="col">Options</th><th scope="col">Spreads</th><th scope="col">Id</th></tr></thead>
      <tbody>${rows.map(({ it, depth }) => html`<${Mount} key=${it.item} it=${it} depth=${depth} />`)}</tbody>
    </table>`;
}

function Mount({ it, depth }) {
  const cover = fieldOf(it, "covered_by");
  return html`<tr class=${`${classOf(it)} ${cover === "" ? "" : "is-covered"}`}>
    <td class="sign"><${Sign} it=${it} /></td>
    <th scope="row" class="tree"><div><${Twigs} depth=${depth} /><span><${Value} it=${it} field="target" />
      ${cover !== "" && html` <span class="covered">under mount <${Value} it=${it} field="covered_by" /></span>`}</span></div></th>
    <td><${Value} it=${it} field="type" /></td>
    <td class="from">${fieldOf(it, "source") !== fieldOf(it, "type") && html`<${Value} it=${it} field="source" />`}<${Root} it=${it} /></td>
    <td class="wide"><${Value} it=${it} field="options" shown=${breakable} /></td>
    <td><${Value} it=${it} field="propagation" /></td>
    <td class="soft"><${Name} it=${it} text=${mountIdOf(it)} /></td>
  </tr>`;
}

/** A line may break behind a comma. */
const breakable = (text) => text.replaceAll(",", ",\u200b");

/** A bind mount shows a part of a file system: which. */
const Root = ({ it }) => {
  const root = fieldOf(it, "root");
  return root === "" || root === "/" ? null : html` <span class="soft">at</span> <${Value} it=${it} field="root" />`;
};
