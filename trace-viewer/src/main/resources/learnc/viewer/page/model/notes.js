// Notes that are pinned to steps. They are saved beside the trace when a server can, else they live as long as the page.

import { signal } from "../vendor/libraries.js";
import { announcement, trace } from "./app.js";
import { ownNotes, saveNotes } from "./origin.js";

const SAVE_MILLISECONDS = 500;

/** What is written at which step: a map of sequence number to text. */
export const notes = signal(new Map());

let timer = 0;

export async function startNotes() {
  const found = await ownNotes().catch(() => []);
  take(found);
}

/** Takes notes from a list, as from a file; what is none is passed over. */
export function take(list) {
  const valid = (Array.isArray(list) ? list : []).filter((note) => Number.isInteger(note?.step) && typeof note.text === "string");
  notes.value = new Map([...notes.value, ...valid.map((note) => [note.step, note.text])]);
}

/** The notes as a list, in the order of the steps. */
export const asList = () => [...notes.value].sort(([one], [other]) => one - other).map(([step, text]) => ({ step, text }));

/** Writes a note; an empty one is removed. */
export function write(step, text) {
  const changed = new Map(notes.value);
  if (text === "") {
    changed.delete(step);
  } else {
    changed.set(step, text);
  }
  notes.value = changed;
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_MILLISECONDS);
}

async function save() {
  if (trace.value !== null && await saveNotes(asList())) {
    announcement.value = "Note saved";
  }
}

// A note that was typed a moment before the page is closed.
addEventListener("pagehide", () => {
  if (timer !== 0) {
    navigator.sendBeacon?.("notes", new Blob([JSON.stringify(asList())], { type: "application/json" }));
  }
});
