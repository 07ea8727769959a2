// Changes which cells there are: new ones, deleted ones, others in their place; and the way back.

import { cells, current, lesson, say, tell } from "./app.js";
import { mayChange } from "./preferences.js";
import { knowVersion, saveAll } from "./saving.js";
import { post } from "./server.js";
import { load } from "./lesson.js";

/** Asks the server, and takes the lesson as it then is. */
async function change(what, body) {
  if (!mayChange.peek()) {
    tell("Cells stay as they are in student mode.");
    return null;
  }
  await saveAll();
  try {
    const answer = await post(lesson.peek().name, what, body);
    await load(lesson.peek().name);
    return answer;
  } catch (failed) {
    tell(failed.message, true);
    return null;
  }
}

/** A new cell behind this one, or without one at the end. @return its id, or null */
export const insertAfter = (cell) => insert(cell === undefined ? {} : { after: cell.id });

/** A new cell before this one. @return its id, or null */
export function insertBefore(cell) {
  const before = cells.peek()[cells.peek().indexOf(cell) - 1];
  return insert(before === undefined ? { before: cell.id } : { after: before.id });
}

async function insert(where) {
  const answer = await change("insert", { ...where, kind: "java" });
  answer && say("New cell.");
  return answer?.id ?? null;
}

/** @return the id of the cell that is then in its place, or null */
export async function remove(cell) {
  if (cell.isLocked) {
    tell("This cell is locked: the lesson needs it as it is.");
    return null;
  }
  const at = cells.peek().indexOf(cell);
  const answer = await change("delete", { cell: cell.id });
  if (answer === null) {
    return null;
  }
  current.value = null;
  say("Deleted. Z brings it back.");
  return (cells.peek()[at] ?? cells.peek().at(-1))?.id ?? null;
}

/** Brings back the cell that was deleted last, or this one. @return its id, or null */
export async function bringBack(id) {
  const before = new Set(cells.peek().map((cell) => cell.id));
  const answer = await change("undelete", id === undefined ? {} : { cell: id });
  if (answer === null) {
    return null;
  }
  say("The cell is back.");
  return answer.id ?? cells.peek().find((cell) => !before.has(cell.id))?.id ?? null;
}

/** @param by -1 up, 1 down */
export async function move(cell, by) {
  if (cells.peek()[cells.peek().indexOf(cell) + by] !== undefined && (await change("move", { cell: cell.id, by })) !== null) {
    say(by < 0 ? "Moved up." : "Moved down.");
  }
}

/** The lesson's own text again; the editor's undo brings the reader's back. */
export async function reset(cell) {
  try {
    const told = await post(lesson.peek().name, "reset", { cell: cell.id });
    knowVersion(told.version);
    cell.takeSource(told.source);
    cell.takeState(told);
    say("The lesson's own text is back.");
  } catch (failed) {
    tell(failed.message, true);
  }
}
