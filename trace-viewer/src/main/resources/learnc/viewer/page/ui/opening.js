// Opens a trace: the page's own, or one that was dropped onto it.

import { batch, untracked } from "../vendor/libraries.js";
import { applyFilter, asked, filterText, isPlaying, loaded, shown, status, step, trace } from "../model/app.js";
import { load } from "../model/loading.js";
import { notes } from "../model/notes.js";
import { Trace } from "../model/trace.js";

/** Reads the stream; the page shows what has come already. */
export async function open(stream) {
  const opened = new Trace();
  batch(() => {
    trace.value = opened;
    loaded.value = 0;
    shown.value = null;
    asked.value = null;
    isPlaying.value = false;
    status.value = "reading";
  });
  try {
    await load(opened, stream, () => {
      loaded.value = opened.count;
    });
  } catch (broken) {
    opened.end();
    opened.remarks = [...opened.remarks, `the file could not be read to its end: ${broken.message}`];
  }
  batch(() => {
    loaded.value = opened.count;
    status.value = opened.count > 0 ? "ready" : "nothing";
  });
  if (untracked(() => filterText.value) !== "") {
    await applyFilter();
  }
  await new Promise((drawn) => setTimeout(drawn));
  document.documentElement.dataset.ready = status.value;
}

/** Opens a file that the user has chosen or dropped. */
export async function openFile(file) {
  delete document.documentElement.dataset.ready;
  batch(() => {
    step.value = 0;
    filterText.value = "";
    notes.value = new Map();
  });
  await open(file.stream());
}

export function acceptDrops() {
  const toggle = (isOver) => document.body.classList.toggle("dropping", isOver);
  addEventListener("dragover", (drag) => {
    drag.preventDefault();
    toggle(true);
  });
  addEventListener("dragleave", () => toggle(false));
  addEventListener("drop", (drop) => {
    drop.preventDefault();
    toggle(false);
    const file = drop.dataTransfer?.files[0];
    if (file !== undefined) {
      openFile(file);
    }
  });
}
