// Opens a lesson, and takes what the server tells of it: whole, or piece by piece.

import { batch } from "../viewer/vendor/libraries.js";
import { place } from "./address.js";
import { bin, cells, current, isCommanding, lesson, lessons, machine, queue, tell } from "./app.js";
import { Cell } from "./cell.js";
import { added } from "./outputs.js";
import { beginVersions, knowVersion, meet, recover } from "./saving.js";
import { askLessons, get, TAB } from "./server.js";

export async function loadLessons() {
  lessons.value = (await askLessons()).lessons;
}

/** How much the server has told: the number of the last event that was taken, or of the last answer with everything in it. */
let heard = 0;

/** Takes note of how much has been told. @return whether that was known */
export function hear(number) {
  const isKnown = number === heard;
  heard = number;
  return isKnown;
}

/** Takes the whole lesson. Cells that are known keep what is typed into them. */
export async function load(name) {
  const told = await get(name);
  if (name !== place.peek().lesson) {
    return;
  }
  const isNew = lesson.peek()?.name !== name;
  if (!isNew && told.told < heard) {
    // An event was faster than this answer.
    await load(name);
    return;
  }
  heard = told.told;
  batch(() => {
    if (isNew) {
      beginVersions(told.version);
      cells.value = [];
      current.value = null;
      isCommanding.value = false;
    }
    knowVersion(told.version);
    const known = new Map(cells.peek().map((cell) => [cell.id, cell]));
    cells.value = (told.cells ?? []).map((one) => same(known.get(one.id), one) ?? new Cell(one));
    lesson.value = { name, title: told.title, html: told.html ?? "", trouble: told.trouble ?? null, raw: told.raw ?? "", copied: told.copied ?? false };
    machine.value = told.machine ?? machine.peek();
    queue.value = told.queue ?? [];
    bin.value = told.bin ?? [];
  });
  if (isNew) {
    recover();
  }
}

function same(cell, told) {
  if (cell !== undefined) {
    cell.takeState(told);
    meet(cell, told.source);
  }
  return cell;
}

/** The lesson is left. */
export function leave() {
  batch(() => {
    lesson.value = null;
    cells.value = [];
    queue.value = [];
  });
}

/** What each event of the stream does. */
export const TAKING = {
  cell: (told) => find(told.id)?.takeState(told),
  machine: (told) => (machine.value = told),
  queue: (told) => (queue.value = told.cells),
  output: (told) => collect(told),
  edited: (told) => {
    knowVersion(told.version);
    told.tab === TAB || (find(told.cell) && meet(find(told.cell), told.source));
  },
  lesson: () => lesson.peek() && load(lesson.peek().name).catch((failed) => tell(failed.message, true)),
};

const find = (id) => cells.peek().find((cell) => cell.id === id);

// A cell may print faster than anybody reads: what came within a frame is shown together.
let collected = [];

function collect(told) {
  collected.push(told);
  if (collected.length === 1) {
    setTimeout(showCollected, 30);
  }
}

/** Shows what has been collected so far; before a cell's whole list of outputs is taken, nothing may be left to come. */
export function showCollected() {
  const told = collected;
  collected = [];
  batch(() => {
    for (const one of told) {
      const cell = find(one.cell);
      if (cell !== undefined) {
        cell.outputs.value = added(cell.outputs.peek(), one.output);
      }
    }
  });
}
