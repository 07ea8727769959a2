// What can stand beside the lesson: its sections, the variables of its machine, what was run before.

import { html, useEffect, useState } from "../viewer/vendor/libraries.js";
import { cells, lesson, machine, panel } from "../model/app.js";
import { get } from "../model/server.js";
import { Icon } from "./icons.js";
import { command } from "./moving.js";
import { STATUS } from "./words.js";

const PANELS = { variables: ["Variables", Variables], history: ["History", History], contents: ["Contents", Contents] };

export function Panel() {
  if (panel.value === null) {
    return null;
  }
  const [title, Shown] = PANELS[panel.value];
  return html`<aside class="panel" aria-label=${title}>
    <header><h2>${title}</h2><button onClick=${() => (panel.value = null)} aria-label="Close" title="Close"><${Icon} name="close" /></button></header>
    <div class="scroll" tabindex="0" role="group" aria-label=${`${title}, list`}><${Shown} /></div>
  </aside>`;
}

/** Asks again whenever a cell has ended. */
function useAnswer(what) {
  const [answer, setAnswer] = useState(null);
  const ended = cells.value.map((cell) => `${cell.status.value}${cell.count.value}`).join();
  useEffect(() => {
    let isWanted = true;
    get(lesson.peek().name, what).then((told) => isWanted && setAnswer(told), () => isWanted && setAnswer({}));
    return () => (isWanted = false);
  }, [what, ended, machine.value.state, lesson.value.name]);
  return answer;
}

function Variables() {
  const all = useAnswer("variables")?.variables;
  if (all === undefined || all.length === 0) {
    return html`<p class="soft">${all === undefined ? "…" : "No cell has made a variable yet."}</p>`;
  }
  return html`<dl class="variables">${all.map(({ name, type, value }) => html`<div><dt><code>${name}</code> <span class="type">${type}</span></dt><dd><code>${value}</code></dd></div>`)}</dl>`;
}

function History() {
  const all = useAnswer("history")?.history;
  if (all === undefined || all.length === 0) {
    return html`<p class="soft">${all === undefined ? "…" : "Nothing has been run yet."}</p>`;
  }
  return html`<ol class="history">${all.toReversed().map((one) => html`<li><p><button class="link" onClick=${() => command(one.cell)}>${one.cell}</button>
    <span class="soft">${new Date(one.at).toLocaleTimeString()} · ${STATUS[one.status] ?? one.status}</span></p><pre>${one.source}</pre></li>`)}</ol>`;
}

/** The sections as they stand in the text. */
function Contents() {
  const [sections, setSections] = useState([]);
  useEffect(() => {
    setSections([...document.querySelectorAll(".prose h2, .prose h3")].map((one) => ({ id: one.id, title: one.textContent, level: one.localName })));
  }, [lesson.value.html]);
  return html`<nav aria-label="Sections"><ol class="contents">${sections.map((one) => html`<li class=${one.level}><a href=${`#${lesson.value.name}/${one.id}`}>${one.title}</a></li>`)}</ol></nav>`;
}
