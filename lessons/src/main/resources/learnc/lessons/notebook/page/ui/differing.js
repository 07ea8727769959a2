// Two texts compared, line by line: + and − stand before what differs.

import { html } from "../viewer/vendor/libraries.js";
import { difference } from "../model/difference.js";

const CLASS = { "+": "added", "-": "removed", " ": "same" };
const SIGN = { "+": "+", "-": "−", " ": " " };
const SAID = { "+": "added: ", "-": "removed: ", " ": "" };

export function DifferenceOf({ before, after }) {
  return html`<pre class="difference" tabindex="0" role="group" aria-label="Difference">${difference(before, after).map(({ mark, line }) => html`<span class=${CLASS[mark]}><span aria-hidden="true">${SIGN[mark]} </span><span class="hidden-visually">${SAID[mark]}</span>${line}${"\n"}</span>`)}</pre>`;
}
