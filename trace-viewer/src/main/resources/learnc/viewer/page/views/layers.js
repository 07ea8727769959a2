// An overlay: what the container sees, made of a folder that it may write and the image's layers below.

import { html } from "../vendor/libraries.js";
import { event } from "../model/app.js";
import { fieldOf, thingOf, thingsOf } from "../model/things.js";
import { classOf, Name, Sign, Value } from "../ui/value.js";
import { namespaceTitle, Picker, pickOf } from "./picked.js";

export function LayersView() {
  const all = thingsOf("layers");
  if (all.length === 0) {
    return html`<p class="empty">No overlay is mounted at this moment.</p>`;
  }
  const changed = event.value.changes.find((change) => change.view === "layers")?.item;
  const keys = all.map((it) => it.item);
  const here = pickOf("layers", keys, changed ?? keys.at(-1));
  const it = all.find((one) => one.item === here);
  return html`<${Picker} name="layers" label="Overlay" choices=${keys} current=${here} titleOf=${titleOf} /><${Stack} it=${it} />`;
}

function titleOf(item) {
  const mount = thingOf("mounts", item);
  return `${mount === null ? "" : `${fieldOf(mount, "target")} in `}${namespaceTitle("mnt", item.split("/")[0])}, mount ${item.split("/")[1]}`;
}

/** Layers from the top: what lies higher hides what lies lower. */
function Stack({ it }) {
  const lowers = fieldOf(it, "lower").split(":").filter(Boolean);
  const isWritable = fieldOf(it, "upper") !== "";
  return html`<div class="stack">
    <div class=${`sheet merged ${classOf(it)}`}><span><${Sign} it=${it} /> merged</span><span>what is seen: mount <${Name} it=${it} text=${it.item} /></span></div>
    ${isWritable && html`<div class=${`sheet writable ${classOf(it)}`}><span>upper</span><span><${Value} it=${it} field="upper" /><br /><span class="soft">every change lands here; work folder <${Value} it=${it} field="work" /></span></span></div>`}
    ${lowers.map((lower, index) => html`<div class=${`sheet ${classOf(it)}`}><span>lower ${lowers.length - index}</span><span><${Value} it=${it} field="lower" shown=${() => lower} label=${`layer ${lowers.length - index}`} /></span></div>`)}
    <p class="soft">Read from the top: the first layer that has a file, or a whiteout for it, decides. Layers are only read.</p>
  </div>`;
}
