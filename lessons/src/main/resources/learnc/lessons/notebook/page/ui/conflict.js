// Two tabs have changed one cell: both texts are shown, and the reader says which one stays. Nothing is thrown away before.

import { html } from "../viewer/vendor/libraries.js";
import { keepMine, takeTheirs } from "../model/saving.js";
import { DifferenceOf } from "./differing.js";

export function Conflict({ cell }) {
  const theirs = cell.conflict.value;
  return html`<div class="two-texts" role="alert">
    <p><b>Another tab has changed this cell, too.</b> Yours is in the editor above and is not saved yet. From the other tab's text to yours:</p>
    <${DifferenceOf} before=${theirs.source} after=${cell.source.value} />
    <p class="buttons"><button onClick=${() => keepMine(cell)}>Keep mine</button> <button onClick=${() => takeTheirs(cell)}>Take the other one</button></p>
  </div>`;
}
