// The things of a view at the step in focus, each with what it was before the call and what it is after it.

import { after, before, moment } from "./app.js";

/** A thing as this moment shows it: {view, item, old, now, kind}; kind is added, changed, removed, or null. */
function thing(view, item, old, now) {
  const kind = isSame(old, now) ? null : old === undefined ? "added" : now === undefined ? "removed" : "changed";
  return { view, item, old, now, kind };
}

/** At a key frame all things are new objects, and still the same. */
function isSame(old, now) {
  return old === now || (old !== undefined && now !== undefined && old.size === now.size && [...now].every(([field, value]) => old.get(field) === value));
}

/** All things of a view that this moment shows, in the order in which they came. */
export function thingsOf(view) {
  const [old, now] = [before.value.get(view) ?? new Map(), after.value.get(view) ?? new Map()];
  const items = moment.value === "before" ? old.keys() : moment.value === "after" ? now.keys() : union(old, now);
  return [...items].map((item) => thing(view, item, old.get(item), now.get(item)));
}

function union(old, now) {
  if (old === now) {
    return now.keys();
  }
  return [...old.keys(), ...[...now.keys()].filter((item) => !old.has(item))];
}

/** One thing; null when there is none at this moment. */
export const thingOf = (view, item) => {
  const found = thing(view, item, before.value.get(view)?.get(item), after.value.get(view)?.get(item));
  return found.old === undefined && found.now === undefined ? null : found;
};

/** The fields as this moment has them. */
export const fieldsOf = (it) => (moment.value === "before" ? it.old ?? it.now : it.now ?? it.old) ?? new Map();

/** A field as this moment has it, or "". */
export const fieldOf = (it, field) => fieldsOf(it).get(field) ?? "";

/** All names of fields of a thing, before and after. */
export const namesOf = (it) => [...new Set([...(it.old?.keys() ?? []), ...(it.now?.keys() ?? [])])];

/** Things as a tree: [{it, depth}], children behind their parents; what has no parent here is a root. */
export function treeOf(things, keyOf, parentOf) {
  const keys = new Set(things.map(keyOf));
  const children = new Map();
  for (const it of things) {
    const parent = parentOf(it);
    const at = keys.has(parent) && parent !== keyOf(it) ? parent : null;
    children.set(at, [...(children.get(at) ?? []), it]);
  }
  const rows = [];
  const seen = new Set();
  const add = (it, depth) => {
    if (!seen.has(it)) {
      seen.add(it);
      rows.push({ it, depth });
      (children.get(keyOf(it)) ?? []).forEach((child) => add(child, depth + 1));
    }
  };
  (children.get(null) ?? []).forEach((root) => add(root, 0));
  things.forEach((it) => add(it, 0));
  return rows;
}
