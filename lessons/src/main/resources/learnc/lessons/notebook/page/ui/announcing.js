// Tells a screen reader how cells went, as soon as it is known.

import { effect } from "../viewer/vendor/libraries.js";
import { cells, machine, say } from "../model/app.js";
import { STATUS, duration } from "./words.js";

const TOLD = new Set(["ok", "error", "interrupted"]);

export function announceCells() {
  let known = new Map();
  effect(() => {
    const now = new Map();
    cells.value.forEach((cell, at) => {
      const status = cell.status.value;
      now.set(cell.id, status);
      const before = known.get(cell.id);
      if ((before === "running" || before === "queued") && before !== status && TOLD.has(status)) {
        say(`Cell ${at + 1} ${STATUS[status]}, ${duration(cell.milliseconds.peek())}`);
      }
    });
    known = now;
  });
  effect(() => {
    machine.value.state === "lost" && say(`The machine has ended. ${machine.value.message ?? ""}`);
  });
}
