// What the reader must be told outside of any cell: no connection, the end of a machine, something refused.

import { html } from "../viewer/vendor/libraries.js";
import { cells, connection, isCommanding, lesson, machine, notice } from "../model/app.js";
import { restart } from "../model/running.js";
import { Icon } from "./icons.js";

export function Notices() {
  const { state, message } = machine.value;
  return html`<div class="notices">
    ${connection.value === "lost" && html`<div class="notice trouble" role="alert"><span><b>The notebook's server does not answer.</b> What you type is kept in this browser, and saved as soon as it is back.</span>
      ${cells.value.some((cell) => cell.isDirty.value) && html`<button class="link" onClick=${rescue}>Save it as a file</button>`}</div>`}
    ${lesson.value !== null && state === "lost" && html`<div class="notice trouble" role="alert"><span><b>The machine has ended.</b> ${message ?? ""} Its variables are gone; the text and the results are not.</span>
      <button class="link" onClick=${restart}>New machine</button></div>`}
    ${notice.value !== null && html`<div class=${notice.value.isTrouble ? "notice trouble" : "notice"} role=${notice.value.isTrouble ? "alert" : "status"}><span>${notice.value.text}</span>
      <button onClick=${() => (notice.value = null)} aria-label="Close" title="Close"><${Icon} name="close" /></button></div>`}
  </div>`;
}

/** The keys that are on while letters are commands. */
export function CommandHint() {
  return isCommanding.value && html`<div class="hint" aria-hidden="true"><kbd>Enter</kbd> edit <kbd>j</kbd> <kbd>k</kbd> move <kbd>a</kbd> <kbd>b</kbd> new cell <kbd>d</kbd> <kbd>d</kbd> delete <kbd>z</kbd> bring back <kbd>?</kbd> all keys</div>`;
}

/** What nobody has saved yet, as a file of the reader's own. */
function rescue() {
  const text = cells.peek().filter((cell) => cell.isDirty.peek()).map((cell) => `// ${cell.id}\n${cell.source.peek()}\n`).join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = `${lesson.peek().name}-unsaved.txt`;
  link.click();
}
