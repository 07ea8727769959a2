// The open files of one process.

import { html } from "../vendor/libraries.js";
import { event } from "../model/app.js";
import { fieldOf, thingOf, thingsOf } from "../model/things.js";
import { classOf, Name, Sign, Value } from "../ui/value.js";
import { Picker, pickOf } from "./picked.js";

const processOf = (it) => it.item.split("/")[0];
const numberOf = (it) => Number(it.item.split("/")[1]);

export function DescriptorsView() {
  const all = thingsOf("descriptors");
  const processes = [...new Set(all.map(processOf))];
  const changed = event.value.changes.find((change) => change.view === "descriptors");
  const here = pickOf("descriptors", processes, changed ? changed.item.split("/")[0] : String(event.value.pid));
  const rows = all.filter((it) => processOf(it) === here).sort((one, other) => numberOf(one) - numberOf(other));
  return html`<${Picker} name="descriptors" label="Process" choices=${processes} current=${here} titleOf=${titleOf} />
    <table class="things">
      <thead><tr><th class="sign"><span class="hidden-visually">Change</span></th><th scope="col">Number</th><th scope="col">What it is</th><th scope="col">Flags</th></tr></thead>
      <tbody>${rows.map((it) => html`<tr key=${it.item} class=${classOf(it)}><td class="sign"><${Sign} it=${it} /></td><th scope="row"><${Name} it=${it} text=${String(numberOf(it))} /></th>
        <td class="wide"><${Value} it=${it} field="target" /></td><td><${Value} it=${it} field="flags" /></td></tr>`)}</tbody>
    </table>`;
}

function titleOf(pid) {
  const process = thingOf("processes", pid);
  return process === null ? pid : `${pid} ${fieldOf(process, "command")}`;
}
