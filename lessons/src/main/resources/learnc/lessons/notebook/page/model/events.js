// The stream of events from the server: what happens in the notebook while the page is open.
//
// A tab in the background closes its stream, because a browser allows few connections to one server, and looks anew when it is
// seen again.

import { connection, say, tell } from "./app.js";
import { hear, load, showCollected, TAKING } from "./lesson.js";
import { saveAll } from "./saving.js";
import { openEvents, Refusal } from "./server.js";
import { settled } from "./settling.js";

const AGAIN_MILLISECONDS = 1500;
const NOT_FOUND = 404;

let stream = null;
let name = null;

/** Shows a lesson, and then listens to it. */
export async function listen(lesson) {
  name = lesson;
  await catchUp(null);
  await settled();
  name === lesson && stream === null && open();
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
  mine.onerror = () => lose(mine);
  mine.addEventListener("begun", ({ lastEventId }) => (hear(Number(lastEventId)) ? connect() : catchUp(mine)));
  for (const [event, take] of Object.entries(TAKING)) {
    mine.addEventListener(event, (message) => {
      event === "output" || showCollected();
      hear(Number(message.lastEventId));
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
      failed.status === NOT_FOUND && leaveForTheList();
      return;
    }
    lose(mine);
    return;
  }
  document.documentElement.dataset.ready = name;
  connect();
}

/** There is no such lesson. */
function leaveForTheList() {
  stopListening();
  location.hash = "";
}

function connect() {
  if (connection.peek() === "lost") {
    connection.value = "on";
    say("The connection is back.");
  }
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
