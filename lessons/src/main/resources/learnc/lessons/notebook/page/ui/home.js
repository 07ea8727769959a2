// The list of lessons: where one has been, and where to go on.

import { html } from "../viewer/vendor/libraries.js";
import { lessons } from "../model/app.js";
import { plural } from "./words.js";

export function Home() {
  const all = lessons.value;
  const next = all?.find((one) => one.ok > 0 && one.ok < one.cells) ?? all?.find((one) => one.ok < one.cells);
  return html`<div class="home">
    <header><h1 id="title" tabindex="-1">learnc</h1><p class="lead"><code>docker run</code>, taken apart to the last system call, and put back together.</p>
      ${next && html`<p class="go-on"><a class="button primary" href=${`#${next.name}`}>${next.ok > 0 ? "Go on with" : "Begin with"} ${next.number}: ${next.title}</a></p>`}</header>
    ${all === null ? html`<p class="soft" role="status">Asking for the lessons …</p>` : html`<ol class="lessons">${all.map((one) => html`<${Entry} one=${one} />`)}</ol>`}
  </div>`;
}

function Entry({ one }) {
  const isDone = one.cells > 0 && one.ok === one.cells;
  const progress = isDone ? "✓ done" : one.ok > 0 ? `${one.ok} of ${plural(one.cells, "cell")}` : plural(one.cells, "cell");
  return html`<li class=${isDone ? "done" : one.ok > 0 ? "begun" : ""}><a href=${`#${one.name}`}>
    <span class="number">${one.number}</span><span class="name">${one.title}</span><span class="progress">${progress}${one.copied ? html`<span class="soft"> · edited</span>` : null}</span>
    <progress max=${Math.max(1, one.cells)} value=${one.ok} aria-label=${`${one.title}: ${one.ok} of ${one.cells} cells`}></progress></a></li>`;
}
