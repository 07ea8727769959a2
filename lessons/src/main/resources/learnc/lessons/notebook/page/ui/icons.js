// The few pictures of the page, drawn as lines. Each stands beside a word, or has a name of its own.

import { html } from "../viewer/vendor/libraries.js";

const PATHS = {
  run: "M4 2.5v11l9-5.5z",
  stop: "M3.5 3.5h9v9h-9z",
  kill: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  ok: "M2.5 8.5l3.5 3.5 7.5-8",
  error: "M8 2.5v6.5M8 12.7v.3",
  stale: "M13.2 6.5A5.5 5.5 0 1 0 13.5 9M13.5 2.8v3.9H9.6",
  interrupted: "M5.5 3.5v9M10.5 3.5v9",
  queued: "M8 4.2v4l2.7 1.8M8 1.8a6.2 6.2 0 1 0 .01 0z",
  running: "M8 1.8a6.2 6.2 0 1 1-6.2 6.2",
  never: "M8 2.3a5.7 5.7 0 1 0 .01 0z",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3",
  check: "M3 2.8h10v10.4H3zM5.6 8.2l1.8 1.8 3.2-4",
  question: "M5.6 5.6A2.4 2.4 0 1 1 8 8.4v1.4M8 12.6v.1",
  shell: "M2.8 4.5L6 8l-3.2 3.5M8 12h5",
  search: "M7 2.8a4.2 4.2 0 1 0 .01 0zM10.2 10.2l3.2 3.2",
  list: "M2.5 4h11M2.5 8h11M2.5 12h11",
  close: "M4 4l8 8M12 4l-8 8",
  sun: "M8 5.2a2.8 2.8 0 1 0 .01 0zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z",
  left: "M10 3L5 8l5 5",
  right: "M6 3l5 5-5 5",
};
const FILLED = new Set(["run", "stop"]);

export function Icon({ name }) {
  return html`<svg class=${`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false"
    fill=${FILLED.has(name) ? "currentColor" : "none"} stroke=${FILLED.has(name) ? "none" : "currentColor"}
    stroke-width=${name === "more" ? 2.4 : 1.6} stroke-linecap="round" stroke-linejoin="round"><path d=${PATHS[name]} /></svg>`;
}
