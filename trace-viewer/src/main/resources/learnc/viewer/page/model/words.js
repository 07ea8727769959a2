// The constants that a call names, and what they mean.

import { FLAGS } from "../words/flags.js";

const QUOTED = /"(?:\\.|[^"\\])*"/g;
const CONSTANT = /[A-Z][A-Z0-9_]{2,}/g;

const isExplained = (name) => Object.hasOwn(FLAGS, name);

/** What a constant means, or "". */
export const meaningOf = (name) => (isExplained(name) ? FLAGS[name] : "");

/** The constants in an argument: its flags, or else those that its text names outside of quotes and that can be explained. */
export function constantsIn({ text, flags }) {
  const found = flags.length > 0 ? flags : (text.replace(QUOTED, "").match(CONSTANT) ?? []).filter(isExplained);
  return [...new Set(found)];
}
