// Changes to the list of cells, with the focus going where the reader's eyes are.

import { bringBack, insertAfter, insertBefore, remove } from "../model/structure.js";
import { command, enter } from "./moving.js";
import { settled } from "../model/settling.js";

export const addAbove = async (cell) => to(await insertBefore(cell), enter);
export const addBelow = async (cell) => to(await insertAfter(cell), enter);
export const drop = async (cell) => to(await remove(cell), command);
export const undrop = async (id) => to(await bringBack(id), command);

async function to(id, go) {
  if (id !== null) {
    await settled();
    go(id);
  }
}
