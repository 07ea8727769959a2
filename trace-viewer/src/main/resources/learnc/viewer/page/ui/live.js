// The bar of a live run: before which call it waits, and the buttons that let it go on.

import { html } from "../vendor/libraries.js";
import { event } from "../model/app.js";
import { answer, isFollowing, jumpToLive, live } from "../model/live.js";
import { stageClass } from "./stages.js";

export function LiveBar() {
  const run = live.value;
  if (run === null) {
    return null;
  }
  const isWaiting = run.state === "waiting";
  return html`<section class=${`live ${isWaiting ? stageClass(run.stage) : ""}`} aria-label="The live run">
    <div class="live-words" role="status">
      ${isWaiting ? html`<b>Waits before ${run.step}</b> <code>${run.call}</code> <span class="soft">${run.why}</span>` : html`<b>${run.state === "over" ? "The run is over" : "Running …"}</b>`}
      ${isFollowing.value ? null : html`<span class="live-back">You look at step ${event.value?.sequence}; ${isWaiting ? `the process waits at ${run.step}` : "the run is elsewhere"}.</span>`}
    </div>
    <div class="tools">
      ${isFollowing.value ? null : html`<button onClick=${jumpToLive}>Jump to live</button>`}
      <button class="live-next" disabled=${!isWaiting} title="Make this call (Enter)" onClick=${() => answer("next")}>Make this call</button>
      <button disabled=${!isWaiting} title="Go on to the next stage" onClick=${() => answer("stage")}>Next stage</button>
      <button disabled=${!isWaiting} title="Go on to the end" onClick=${() => answer("continue")}>Continue</button>
      <button disabled=${run.state === "over"} title="Give the run up; everything is taken back" onClick=${() => answer("quit")}>Give up</button>
    </div>
  </section>`;
}

/** Enter makes the call that waits, wherever the keyboard is not needed for something else. */
export function listenToEnter() {
  addEventListener("keydown", (key) => {
    const isElsewhere = key.target.closest?.("button, a, input, textarea, select, summary, [tabindex], dialog");
    if (key.key === "Enter" && !key.ctrlKey && !key.altKey && !key.metaKey && !key.isComposing && !isElsewhere && live.value !== null) {
      answer("next");
    }
  });
}
