// A lesson as a page of a book: its rendered text, with the cells standing in it.
//
// When the text is rendered anew, each cell that was there before moves into it as it is, so that nothing typed, no cursor and no
// undo is lost.

import { effect, html, render, useEffect, useLayoutEffect, useRef } from "../viewer/vendor/libraries.js";
import { cells, lesson, machine } from "../model/app.js";
import { place } from "../model/address.js";
import { runAfresh } from "../model/running.js";
import { insertAfter } from "../model/structure.js";
import { mayChange, mode } from "../model/preferences.js";
import { CellFrame } from "./cell.js";
import { enter, show } from "./moving.js";
import { safe } from "./prose.js";
import { settled } from "../model/settling.js";

export function LessonPage() {
  const text = useRef(null);
  const { name, title, html: rendered, trouble, raw } = lesson.value;
  useLayoutEffect(() => {
    const { current } = text;
    const stops = [effect(() => fill(current, lesson.value, cells.value)), effect(() => goTo(current, place.value.section))];
    return () => {
      stops.forEach((stop) => stop());
      unmount(current);
    };
  }, []);
  useEffect(() => effect(() => openSolutions(text.current, mode.value)), [rendered]);
  return html`<article class="lesson" aria-label=${title}>
    <header class="lesson-head"><p class="number">${/^\d+/.exec(name)?.[0]}</p><h1 id="title" tabindex="-1">${title}</h1><${Validity} /></header>
    ${trouble !== null && html`<div class="unreadable" role="alert"><p><b>This lesson cannot be shown.</b> ${trouble.message}</p>
      <p>It is your copy of it that is broken; nothing of it is lost. Mend the file in an editor, and it is shown here at once.</p><pre tabindex="0" role="group" aria-label="The file as it is">${raw}</pre></div>`}
    <div class="prose" ref=${text}></div>
    ${trouble === null && mayChange.value && html`<p class="end"><button class="link" onClick=${addLast}>Add a cell at the end</button></p>`}
  </article>`;
}

async function addLast() {
  const id = await insertAfter(cells.peek().at(-1));
  if (id !== null) {
    await settled();
    enter(id);
  }
}

/** Whether what is shown could be got again by running the lesson from its beginning. */
function Validity() {
  const some = cells.value.filter((cell) => cell.runs && cell.status.value !== "never");
  const done = cells.value.filter((cell) => cell.status.value === "ok").length;
  if (some.length === 0 || machine.value.state === "none") {
    return null;
  }
  return machine.value.valid
    ? html`<p class="validity valid"><span aria-hidden="true">✓ </span>Strongly valid: ${done === 1 ? "what was run" : "all that was run"}, was run in order in a fresh machine.</p>`
    : html`<p class="validity">Not everything here was run in order in a fresh machine. <button class="link" onClick=${runAfresh}>Run all afresh</button></p>`;
}

// The text and the places of the cells in it.

let filled = { name: null, html: null };

function fill(text, open, all) {
  if (open === null) {
    return;
  }
  const { name, html: rendered } = open;
  if (filled.text !== text || filled.name !== name || filled.html !== rendered) {
    write(text, open, filled.text === text && filled.name === name, all);
    filled = { text, name, html: rendered };
  } else {
    arrange(text, all);
  }
}

/** The cells are put in before the page gets it all: else every editor would have the page laid out anew. */
function write(text, { name, html: rendered }, isSame, all) {
  const stays = staying(text);
  const old = new Map(isSame ? placesIn(text).map((one) => [one.dataset.cell, one]) : []);
  isSame || unmount(text);
  const fresh = safe(rendered, (address) => linked(name, address), true);
  fresh.querySelectorAll("h1").forEach((title) => title.remove());
  fresh.querySelectorAll(".cell[data-cell]").forEach((one) => old.has(one.dataset.cell) && one.replaceWith(old.get(one.dataset.cell)));
  fresh.querySelectorAll("pre, table").forEach((wide) => wide.setAttribute("tabindex", "0"));
  arrange(fresh, all);
  text.replaceChildren(fresh);
  stays();
}

/** Keeps the reader's place and focus while the text around it is exchanged. */
function staying(text) {
  const { activeElement } = document;
  const isInside = text.contains(activeElement);
  const anchor = isInside ? activeElement.closest(".cell-frame") : null;
  const top = anchor?.getBoundingClientRect().top;
  return () => {
    if (isInside && activeElement.isConnected) {
      activeElement.focus({ preventScroll: true });
      scrollBy(0, anchor === null ? 0 : anchor.getBoundingClientRect().top - top);
    }
  };
}

/** Every cell gets its place; one that the rendered text does not know yet stands behind the cell before it. */
function arrange(text, all) {
  const places = new Map(placesIn(text).map((one) => [one.dataset.cell, one]));
  for (const [id, one] of places) {
    if (!all.some((cell) => cell.id === id)) {
      render(null, one);
      one.remove();
    }
  }
  let before = null;
  for (const cell of all) {
    const its = places.get(cell.id) ?? newPlace(text, cell.id, before);
    if (its.cell !== cell) {
      its.cell = cell;
      render(html`<${CellFrame} cell=${cell} />`, its);
    }
    before = its;
  }
}

function newPlace(text, id, before) {
  const place = document.createElement("div");
  place.className = "cell";
  place.dataset.cell = id;
  before === null ? text.prepend(place) : before.after(place);
  return place;
}

const placesIn = (text) => [...text.querySelectorAll(".cell[data-cell]")];

function unmount(text) {
  placesIn(text).forEach((one) => {
    one.cell = null;
    render(null, one);
  });
}

/** Links within the lesson and to other lessons stay in the notebook. */
function linked(name, address) {
  const other = /^(?:\.\.\/)?(\d\d-[\w-]+)(?:\.html|\/|\/lesson\.adoc)?(?:#([\w-]+))?$/.exec(address);
  if (address.startsWith("#")) {
    return `#${name}/${address.slice(1)}`;
  }
  if (other !== null) {
    return `#${other[1]}${other[2] ? `/${other[2]}` : ""}`;
  }
  return /^https?:\/\//.test(address) ? address : null;
}

function goTo(text, section) {
  const target = section === "" ? null : text.querySelector(`[id="${CSS.escape(section)}"]`);
  if (target !== null) {
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }
}

/** Whoever teaches sees what the exercises hide. */
function openSolutions(text, its) {
  text.querySelectorAll("details").forEach((one) => one.closest(".cell-frame") || (one.open = its === "instructor"));
}
