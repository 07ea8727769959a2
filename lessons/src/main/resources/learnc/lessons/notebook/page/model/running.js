// Runs cells: one, some, all; and stops them again.

import { batch } from "../viewer/vendor/libraries.js";
import { cells, lesson, machine, notice, queue, say, tell } from "./app.js";
import { saveAll } from "./saving.js";
import { post } from "./server.js";

const runnable = () => cells.peek().filter((cell) => cell.runs);

let sending = Promise.resolve();

/** Runs these, in this order, after what is typed has been saved; and after those of an earlier wish, however fast wishes follow. */
function run(some) {
  sending = sending.then(() => send(some));
  return sending;
}

async function send(some) {
  const chosen = some.filter((cell) => cell.runs);
  if (chosen.length === 0) {
    return;
  }
  const ids = chosen.map((cell) => cell.id);
  notice.value = null;
  const wished = chosen.map((cell) => cell.source.peek());
  await saveAll();
  if (chosen.some((cell, i) => cell.isDirty.peek() && cell.saved.peek() !== wished[i])) {
    tell("Not run: what is typed could not be saved yet.", true);
    return;
  }
  const before = chosen.map((cell) => cell.status.peek());
  batch(() => chosen.forEach((cell) => (cell.status.value = cell.status.peek() === "running" ? "running" : "queued")));
  const done = await tryTo("run", { cells: ids });
  if (!done) {
    batch(() => chosen.forEach((cell, i) => cell.status.peek() === "queued" && (cell.status.value = before[i])));
  }
}

async function tryTo(what, body) {
  try {
    await post(lesson.peek().name, what, body);
    return true;
  } catch (failed) {
    tell(failed.message, true);
    return false;
  }
}

const upTo = (cell) => cells.peek().slice(0, cells.peek().indexOf(cell) + 1);

export const runOne = (cell) => run([cell]);
export const runAll = () => run(runnable());
export const runToHere = (cell) => run(upTo(cell));
export const runBelow = (cell) => run(cells.peek().slice(cells.peek().indexOf(cell)));

export function runStale() {
  const stale = runnable().filter((cell) => cell.status.peek() === "stale");
  if (stale.length === 0) {
    tell("No cell is stale.");
  }
  return run(stale);
}

/** A new machine, and everything in it in order. */
export async function runAfresh() {
  await tryTo("restart");
  await runAll();
}

export async function cancel() {
  const waiting = queue.peek();
  if (await tryTo("cancel")) {
    batch(() => cells.peek().forEach((cell) => waiting.includes(cell.id) && cell.status.peek() === "queued" && (cell.status.value = cell.count.peek() === null ? "never" : "stale")));
    say("The queue is empty.");
  }
}

export async function interrupt() {
  machine.value = { ...machine.peek(), asked: true };
  say("Interrupting.");
  await tryTo("interrupt");
}

export const kill = () => tryTo("kill");
export const restart = () => tryTo("restart");

/** Answers a question; what the server thinks of it comes back. */
export async function predict(cell, answer) {
  try {
    const said = await post(lesson.peek().name, "predict", { cell: cell.id, answer });
    cell.predict.value = { ...cell.predict.peek(), answer, ...said };
    say(`${said.right ? "Right." : "Not so."} ${(said.text ?? "").replaceAll("`", "")}`);
  } catch (failed) {
    tell(failed.message, true);
  }
}
