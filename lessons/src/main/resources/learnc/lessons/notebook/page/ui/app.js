// The page as a whole: the bar, the lesson or the list of lessons, a panel beside it, dialogs, and what is told.

import { html } from "../viewer/vendor/libraries.js";
import { announcement, isFinding, lesson, panel } from "../model/app.js";
import { place } from "../model/address.js";
import { Bar } from "./bar.js";
import { Dialogs } from "./dialogs.js";
import { Find } from "./find.js";
import { Home } from "./home.js";
import { LessonPage } from "./lesson.js";
import { CommandHint, Notices } from "./notices.js";
import { Panel } from "./panels.js";
import { Turning } from "./presenting.js";

const skip = (click) => {
  click.preventDefault();
  document.querySelector(".cell-frame .cm-content, .cell-frame input, .lessons a")?.focus();
};

export function App() {
  const isOpen = lesson.value !== null;
  return html`<div class="app" data-panel=${isOpen ? panel.value : null}>
    <${Bar}><a class="skip" href="#" onClick=${skip}>${isOpen ? "To the first cell" : "To the lessons"}</a></${Bar}>
    ${isFinding.value && isOpen && html`<${Find} />`}
    <main>${isOpen ? html`<${LessonPage} key=${lesson.value.name} />` : place.value.lesson === "" ? html`<${Home} />` : html`<p class="opening" role="status">Opening the lesson …</p>`}</main>
    ${isOpen && html`<${Panel} />`}
    <${Notices} />
    <${CommandHint} />
    <${Turning} />
    <${Dialogs} />
    <div class="hidden-visually" aria-live="polite" role="status">${announcement.value}</div>
  </div>`;
}
