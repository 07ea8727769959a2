// The stage rail: the six stages from left to right, and how many steps each took.

import { html } from "../vendor/libraries.js";
import { event, loaded, trace } from "../model/app.js";
import { go } from "../model/focus.js";
import { inOrder, PURPOSE, stageClass } from "./stages.js";

export function StageRail() {
  const stages = stagesOf(trace.value, loaded.value);
  const here = event.value?.stage;
  return html`<nav class="rail" aria-label="Stages">
    ${inOrder(stages.keys()).map((stage) => html`<button class=${stageClass(stage)} aria-current=${stage === here ? "step" : undefined} title=${PURPOSE[stage] ?? ""}
      onClick=${() => go(stages.get(stage).first)}>${stage} <small>${stages.get(stage).count}</small></button>`)}
  </nav>`;
}

let counted = { trace: null, count: 0, stages: new Map() };

/** Counts only what has come since. */
function stagesOf(itsTrace, count) {
  if (counted.trace !== itsTrace) {
    counted = { trace: itsTrace, count: 0, stages: new Map() };
  }
  const { columns } = itsTrace;
  for (; counted.count < count; counted.count++) {
    const name = columns.stages.list[columns.stage.at(counted.count)];
    const stage = counted.stages.get(name) ?? { first: counted.count, count: 0 };
    stage.count++;
    counted.stages.set(name, stage);
  }
  return counted.stages;
}
