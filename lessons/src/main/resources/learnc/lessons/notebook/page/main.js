// The notebook begins here: it opens the lesson that the address names, or the list of lessons, and draws itself.
//
// Start reading with model/cell.js (what a cell is), model/lesson.js (how it gets here), model/saving.js (why nothing typed is lost),
// then ui/lesson.js and ui/cell.js.

import { effect, html, render } from "./viewer/vendor/libraries.js";
import { connection, lesson, lessons, tell } from "./model/app.js";
import { followAddress, place } from "./model/address.js";
import { listen, stopListening, watchVisibility } from "./model/events.js";
import { leave, loadLessons } from "./model/lesson.js";
import { applyPreferences } from "./model/preferences.js";
import { saveAll, saving } from "./model/saving.js";
import { announceCells } from "./ui/announcing.js";
import { App } from "./ui/app.js";
import { listenToKeys } from "./ui/keys.js";
import { presentPages } from "./ui/presenting.js";
import { settled } from "./model/settling.js";

applyPreferences();
followAddress();
render(html`<${App} />`, document.getElementById("page"));
listenToKeys();
watchVisibility();
announceCells();
presentPages();

let opened = null;

effect(() => {
  const name = place.value.lesson;
  if (name !== opened) {
    opened = name;
    saveAll().then(() => open(name));
  }
});

async function open(name) {
  stopListening();
  leave();
  if (name !== "") {
    listen(name);
    return;
  }
  document.title = "learnc notebook";
  try {
    await loadLessons();
    document.documentElement.dataset.ready = "lessons";
  } catch (failed) {
    tell(failed.message, true);
    connection.value = "lost";
  }
}

effect(() => {
  if (lesson.value !== null) {
    document.title = `${lesson.value.title} · learnc`;
  }
});

// Whoever goes from one page to another is taken to its title, by eye and by ear.
let shown = place.peek().lesson;

effect(() => {
  const now = lesson.value?.name ?? (lessons.value === null ? shown : "");
  if (now !== shown && now === place.peek().lesson) {
    shown = now;
    settled().then(() => document.getElementById("title")?.focus());
  }
});

// Whoever goes while something is unsaved is asked; the browser keeps it, too, but only for this address.
addEventListener("beforeunload", (leaving) => {
  if (saving.peek() !== "saved") {
    saveAll();
    leaving.preventDefault();
  }
});
