// The source pane: the Java file that made the call, its executed lines with how often, and the line of this step.

import { html, signal, useLayoutEffect, useMemo, useRef } from "../vendor/libraries.js";
import { event, loaded, step, trace } from "../model/app.js";
import { go } from "../model/focus.js";
import { sourceOf } from "../model/origin.js";
import { outermost } from "../model/trace.js";
import { coloured } from "./java.js";
import { stageClass } from "./stages.js";

/** The files that have come: path → lines in colours, or null when there is no such file. */
const files = signal(new Map());
const asked = new Set();
const NEAR_LINES = 8;

const pathOf = (source) => `${outermost(source.className).split(".").slice(0, -1).concat(source.file).join("/")}`;

function fileOf(path) {
  if (!asked.has(path)) {
    asked.add(path);
    sourceOf(path).catch(() => null).then((text) => {
      files.value = new Map(files.value).set(path, text === null ? null : coloured(text));
    });
  }
  return files.value.get(path);
}

export function SourcePane() {
  const { source, stage, door } = event.value;
  const hasSource = source.className !== "" && source.line > 0;
  const path = hasSource ? pathOf(source) : null;
  const lines = path === null ? null : fileOf(path);
  return html`<section class="pane source-pane" aria-labelledby="source-title">
    <header><h2 id="source-title">Java</h2>${hasSource && html`<code class="end" title=${`${source.className}.${source.method}`}>${source.file}:${source.line}</code>`}</header>
    <div class="scroll" tabindex="0" role="group" aria-label="Source file">
      ${lines ? html`<${Source} lines=${lines} source=${source} stage=${stage} />` : html`<${NoSource} hasSource=${hasSource} isComing=${lines === undefined} source=${source} door=${door} />`}
    </div>
  </section>`;
}

function NoSource({ hasSource, isComing, source, door }) {
  if (!hasSource) {
    return html`<p class="empty">${door === "payload" ? "No line of Java: the program itself made this call." : "No line of Java is known for this call."}</p>`;
  }
  return html`<p class="empty">${isComing ? "…" : html`<code>${source.className}.${source.method}</code>, line ${source.line}. The file itself is not here.`}</p>`;
}

function Source({ lines, source, stage }) {
  const box = useRef(null);
  const hits = trace.value.hits.get(outermost(source.className)) ?? new Map();
  const counts = loaded.value;
  const body = useMemo(() => lines.map((parts, index) => {
    const count = hits.get(index + 1)?.length ?? 0;
    return html`<div class=${count > 0 ? "line hit" : "line"} data-line=${index + 1} title=${count > 0 ? `${count} steps come from this line: click for the next of them` : undefined}>
      <span class="hits">${count > 0 ? `${count}×` : ""}</span><span class="at">${index + 1}</span><span>  ${parts.map(([kind, text]) => (kind === "" ? text : html`<span class=${kind}>${text}</span>`))}</span></div>`;
  }), [lines, counts, hits]);
  useLayoutEffect(() => {
    const all = box.current.children;
    for (const marked of box.current.querySelectorAll(".here, .near")) {
      marked.classList.remove("here", "near");
      marked.removeAttribute("aria-current");
    }
    for (let line = Math.max(1, source.line - NEAR_LINES); line <= Math.min(all.length, source.line + NEAR_LINES); line++) {
      all[line - 1].classList.add("near");
    }
    const here = all[source.line - 1];
    here?.classList.add("here");
    here?.setAttribute("aria-current", "true");
    reveal(box.current.parentElement, here);
  }, [lines, source, counts]);
  return html`<div class=${`source ${stageClass(stage)}`} ref=${box} onClick=${(click) => goToLine(click, source.className)}>${body}</div>`;
}

/** Puts the line into the middle, unless it is well in sight. */
function reveal(scroll, line) {
  if (line === undefined) {
    return;
  }
  const [at, top, height] = [line.offsetTop - scroll.offsetTop, scroll.scrollTop, scroll.clientHeight];
  if (at < top + 20 || at > top + height - 60) {
    scroll.scrollTop = at - height / 2;
    scroll.scrollLeft = 0;
  }
}

/** The next step that comes from this line; after the last one the first again. */
function goToLine(click, className) {
  const line = Number(click.target.closest("[data-line]")?.dataset.line);
  const events = trace.value.eventsAt(className, line);
  if (events.length > 0) {
    go(events.find((index) => index > step.value) ?? events[0]);
  }
}
