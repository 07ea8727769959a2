// The list of steps. Only the rows in sight exist; a million steps cost no more than thirty.

import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../vendor/libraries.js";
import { event, eventInRow, loaded, rowOf, shownCount, step, trace } from "../model/app.js";
import { go } from "../model/focus.js";
import { notes } from "../model/notes.js";
import { brief } from "./brief.js";
import { Marks } from "./marks.js";
import { PURPOSE, stageClass } from "./stages.js";

const ROW_PIXELS = 26;
const EXTRA_ROWS = 8;
/** Browsers know no longer elements; beyond this one pixel of scrolling is more than one pixel of list. */
const MOST_PIXELS = 8_000_000;

export function StepsPane() {
  return html`<section class="pane steps-pane" aria-labelledby="steps-title">
    <header><h2 id="steps-title">Steps</h2><span class="end soft">${event.value === null ? "" : PURPOSE[event.value.stage] ?? ""}</span></header>
    <${List} />
  </section>`;
}

function List() {
  const box = useRef(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const count = shownCount.value;
  const wholePixels = count * ROW_PIXELS;
  const roomPixels = Math.min(wholePixels, MOST_PIXELS);
  const stretch = wholePixels <= roomPixels ? 1 : (wholePixels - height) / Math.max(1, roomPixels - height);
  const current = rowOf(step.value);

  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setHeight(entry.contentRect.height));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => reveal(box.current, current, height, stretch), [current, height, count]);

  const listTop = top * stretch;
  const first = Math.max(0, Math.floor(listTop / ROW_PIXELS) - EXTRA_ROWS);
  const last = Math.min(count, Math.ceil((listTop + height) / ROW_PIXELS) + EXTRA_ROWS);
  const rows = [];
  for (let row = first; row < last; row++) {
    rows.push(html`<${Row} key=${eventInRow(row)} index=${eventInRow(row)} row=${row} count=${count} isCurrent=${row === current && eventInRow(row) === step.value} />`);
  }
  return html`<div class="scroll steps" ref=${box} role="listbox" tabindex="0" aria-label="Steps" aria-activedescendant=${`step-${step.value}`}
      onScroll=${(scroll) => setTop(scroll.target.scrollTop)} onClick=${choose}>
    <div class="room" role="presentation" style=${{ height: `${roomPixels}px` }}>
      <div class="rows" role="presentation" style=${{ top: `${top - (listTop - first * ROW_PIXELS)}px` }}>${rows}</div>
    </div>
    ${count === 0 && html`<p class="empty">No step is left. ${loaded.value} are hidden by the filter.</p>`}
  </div>`;
}

function choose(click) {
  const row = click.target.closest("[data-index]");
  if (row !== null) {
    go(Number(row.dataset.index));
  }
}

/** Scrolls only as far as needed; a far jump puts the row into the middle. */
function reveal(box, row, height, stretch) {
  if (row < 0 || height === 0) {
    return;
  }
  const [at, top] = [row * ROW_PIXELS, box.scrollTop * stretch];
  const margin = Math.min(3 * ROW_PIXELS, height / 4);
  if (at < top - height || at > top + 2 * height) {
    box.scrollTop = (at - height / 2) / stretch;
  } else if (at < top + margin) {
    box.scrollTop = Math.max(0, at - margin) / stretch;
  } else if (at + ROW_PIXELS > top + height - margin) {
    box.scrollTop = (at + ROW_PIXELS - height + margin) / stretch;
  }
}

function Row({ index, row, count, isCurrent }) {
  const itsTrace = trace.value;
  const isNoted = notes.value.has(itsTrace.columns.sequence.at(index));
  const isFirst = row > 0 && itsTrace.columns.stage.at(eventInRow(row - 1)) !== itsTrace.columns.stage.at(index);
  return useMemo(() => {
    const it = itsTrace.event(index);
    return html`<div class=${`step ${stageClass(it.stage)}${isFirst ? " first" : ""}`} id=${`step-${index}`} data-index=${index} role="option" aria-selected=${isCurrent}
        aria-setsize=${count} aria-posinset=${row + 1}>
      <span class="number">${it.sequence}</span>
      <span class="what"><b>${it.systemCall}</b> <span>${short(it)}</span></span>
      <span class="signs">
        ${isNoted && html`<span class="pin" title="A note"><span aria-hidden="true">✎</span><span class="hidden-visually">note</span></span>`}
        <${Marks} changes=${it.changes} />
        ${it.errno !== null && html`<span class="refused">${it.errno}</span>`}
        ${isInside(it) && html`<span class="inside" title=${`made by process ${it.pidInside} of the container`}>${it.pidInside}</span>`}
      </span>
    </div>`;
  }, [itsTrace, index, row, count, isCurrent, isNoted, isFirst]);
}

const isInside = (it) => it.door === "inside" || it.door === "payload";

const SHORT_CHARACTERS = 90;

/** The arguments that tell most: paths and flags before numbers and places in memory. */
export function short(it) {
  const texts = it.arguments.map((argument) => argument.text).filter((text) => !/^(AT_FDCWD|NULL|0|0x[0-9a-f]+|\{\})$/.test(text));
  const joined = brief(texts.join(", "));
  return joined.length > SHORT_CHARACTERS ? `${joined.slice(0, SHORT_CHARACTERS)}…` : joined;
}

