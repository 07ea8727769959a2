// The page begins here: it opens the trace that it was made for, and draws itself.
//
// Start reading with model/trace.js (what a trace is), model/state.js (how the state at any step is found), then ui/app.js.

import { batch, html, render } from "./vendor/libraries.js";
import { announceSteps } from "./ui/announce.js";
import { App } from "./ui/app.js";
import { listenToKeys } from "./ui/keys.js";
import { acceptDrops, open } from "./ui/opening.js";
import { playWhilePlaying } from "./ui/playing.js";
import { followAddress } from "./model/focus.js";
import { listenToRun } from "./model/live.js";
import { startNotes } from "./model/notes.js";
import { status } from "./model/app.js";
import { ownTrace } from "./model/origin.js";
import { listenToEnter } from "./ui/live.js";
import { applyTheme } from "./ui/theme.js";
import { isTab } from "./words/fields.js";

applyTheme();
followAddress(isTab);
render(html`<${App} />`, document.getElementById("page"));
listenToKeys();
acceptDrops();
playWhilePlaying();
announceSteps();
listenToRun();
listenToEnter();

const stream = await ownTrace();
if (stream === null) {
  batch(() => {
    status.value = "none";
  });
  document.documentElement.dataset.ready = "none";
} else {
  startNotes();
  await open(stream);
}
