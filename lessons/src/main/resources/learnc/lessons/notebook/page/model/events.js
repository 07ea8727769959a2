// The stream of events from the server: what happens in the notebook while the page is open.
//
// A tab in the background closes its stream, because a browser allows few connections to one server, and looks anew when it is
// seen again.

import { connection, say, tell } from "./app.js";
import { load, showCollected, TAKING } from "./lesson.js";
import { saveAll } from "./saving.js";
import { openEvents, Refusal } from "./server.js";

const AGAIN_MILLISECONDS = 1500;

let stream = null;
let name = null;

/** Listens to a lesson, which is loaded as soon as somebody listens. */
export function listen(lesson) {
  name = lesson;
  open();
}

export function stopListening() {
  name = null;
  close();
}

export function watchVisibility() {
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : stream === null && open()));
}

function close() {
  stream?.close();
  stream = null;
}

function open() {
  close();
  if (name === null) {
    return;
  }
  const mine = openEvents(name);
  stream = mine;
  mine.onopen = () => catchUp(mine);
  mine.onerror = () => lose(mine);
  for (const [event, take] of Object.entries(TAKING)) {
    mine.addEventListener(event, (message) => {
      event === "output" || showCollected();
      take(JSON.parse(message.data));
    });
  }
}

/** The lesson as it is now: what was missed is in it. */
async function catchUp(mine) {
  try {
    await load(name);
  } catch (failed) {
    if (failed instanceof Refusal) {
      tell(failed.message, true);
      return;
    }
    lose(mine);
    return;
  }
  if (connection.peek() === "lost") {
    connection.value = "on";
    say("The connection is back.");
  }
  document.documentElement.dataset.ready = name;
  saveAll();
}

function lose(mine) {
  if (stream !== mine) {
    return;
  }
  close();
  connection.value = "lost";
  setTimeout(() => stream === null && !document.hidden && open(), AGAIN_MILLISECONDS);
}
