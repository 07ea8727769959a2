// The state pane: the kernel's state before and after the call, and what is different.

import { html, useErrorBoundary } from "../vendor/libraries.js";
import { event, moment, trace, view } from "../model/app.js";
import { show } from "../model/focus.js";
import { TABS, tabOf } from "../words/fields.js";
import { CgroupsView } from "../views/cgroups.js";
import { ChangesView } from "../views/changes.js";
import { DescriptorsView } from "../views/descriptors.js";
import { LayersView } from "../views/layers.js";
import { MountsView } from "../views/mounts.js";
import { NamespacesView } from "../views/namespaces.js";
import { NetworkView } from "../views/network.js";
import { ProcessesView } from "../views/processes.js";
import { RightsView } from "../views/rights.js";
import { Marks } from "./marks.js";
import { Who } from "./who.js";

const VIEWS = {
  changes: ChangesView, namespaces: NamespacesView, mounts: MountsView, cgroups: CgroupsView, network: NetworkView,
  layers: LayersView, processes: ProcessesView, rights: RightsView, descriptors: DescriptorsView,
};
const MOMENTS = [["before", "Before", "b"], ["diff", "Diff", "d"], ["after", "After", "a"]];

export function StatePane() {
  const Shown = VIEWS[view.value];
  return html`<section class="pane state-pane" aria-labelledby="state-title">
    <header><h2 id="state-title">Kernel state</h2><div class="end"><div class="moments" role="group" aria-label="Moment">
      ${MOMENTS.map(([name, title, key]) => html`<button aria-pressed=${moment.value === name} title=${`${title} (${key})`} onClick=${() => show(view.value, name)}>${title}</button>`)}
    </div></div></header>
    <div class="tabs" role="tablist" aria-label="Views of the state">${TABS.map((tab) => html`<${Tab} tab=${tab} />`)}</div>
    <div class="scroll" id="state-view" role="tabpanel" tabindex="0" aria-labelledby=${`tab-${view.value}`}>
      ${trace.value.hasState ? html`<${Careful} key=${view.value}><${Shown} /><//>` : html`<${NoState} />`}
    </div>
    <${Who} />
  </section>`;
}

function Tab({ tab }) {
  const changes = tab.name === "changes" ? [] : event.value.changes.filter((change) => tabOf(change.view, change.field) === tab.name);
  const isSelected = view.value === tab.name;
  return html`<button role="tab" id=${`tab-${tab.name}`} aria-selected=${isSelected} aria-controls="state-view" tabindex=${isSelected ? 0 : -1}
    onClick=${() => show(tab.name)}><span class="signs"><${Marks} changes=${changes} /></span>${tab.title}</button>`;
}

/** A trace may hold what a view has never thought of: the rest of the page goes on. */
function Careful({ children }) {
  const [failure] = useErrorBoundary();
  return failure === undefined ? children : html`<p class="empty">This part of the trace cannot be drawn: ${failure.message}</p>`;
}

const NoState = () => html`<div class="empty"><p>This trace tells of the calls, but not of what they changed.</p>
  <p>A trace that is written to a file does, unless it was made with <code>--no-state</code>, by an older learnc, or from a log of strace.</p></div>`;
