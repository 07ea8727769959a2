// The markers of what changed: a character and a colour, never a colour alone.

import { html } from "../vendor/libraries.js";

export const MARKS = { added: "+", changed: "~", removed: "−" };
const WORDS = { added: "added", changed: "changed", removed: "removed" };

/** What kind of change one is. */
export const kindOf = (change) => (change.field !== null ? "changed" : change.old === null ? "added" : "removed");

export const Mark = ({ kind }) => (kind === null || kind === undefined ? null
  : html`<span class=${`mark ${kind}`} title=${WORDS[kind]}><span aria-hidden="true">${MARKS[kind]}</span><span class="hidden-visually">${WORDS[kind]}</span></span>`);

/** How many things were added, changed and removed: `+2 ~1`. */
export function Marks({ changes }) {
  if (changes.length === 0) {
    return null;
  }
  const things = { added: new Set(), changed: new Set(), removed: new Set() };
  changes.forEach((change) => things[kindOf(change)].add(`${change.view}\n${change.item}`));
  return Object.entries(things).filter(([, items]) => items.size > 0).map(([kind, items]) =>
    html`<span class=${`mark ${kind}`} aria-label=${`${items.size} ${WORDS[kind]}`} role="img">${MARKS[kind]}${items.size}</span>`);
}
