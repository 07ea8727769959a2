// Finds a word in the lesson: in its text, in the cells, and in what they gave out. The browser's own search cannot, because an editor
// draws only what is seen. A second Ctrl+F is the browser's.

import { html, useLayoutEffect, useRef, useState } from "../viewer/vendor/libraries.js";
import { cells, isFinding } from "../model/app.js";
import { viewOf, viewsNow } from "./editor.js";
import { Icon } from "./icons.js";
import { markFound } from "./marks.js";
import { frameOf, show } from "./moving.js";

export function Find() {
  const [word, setWord] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef(null);
  const hits = useRef([]);
  const before = useRef(document.activeElement);
  const close = () => {
    isFinding.value = false;
    before.current?.focus?.();
  };
  // At once: what is typed next belongs here, and not into the cell that had the focus.
  useLayoutEffect(() => {
    field.current.focus();
    field.current.select();
    return clear;
  }, []);
  const search = (sought) => {
    hits.current = sought.trim() === "" ? [] : hitsOf(sought.toLowerCase());
    draw(hits.current, sought);
    setWord(sought);
    setAt(0);
    hits.current[0] && goTo(hits.current[0]);
  };
  const step = (by) => {
    const { length } = hits.current;
    if (length > 0) {
      const next = (at + by + length) % length;
      setAt(next);
      goTo(hits.current[next]);
    }
  };
  const key = (pressed) => {
    if (pressed.key === "Enter") {
      step(pressed.shiftKey ? -1 : 1);
    } else if (pressed.key === "Escape") {
      close();
    } else {
      return;
    }
    pressed.preventDefault();
    pressed.stopPropagation();
  };
  const count = hits.current.length;
  return html`<search class="find" onKeyDown=${key}>
    <input ref=${field} aria-label="Find in this lesson" placeholder="Find" value=${word} autocomplete="off" spellcheck="false" onInput=${(input) => search(input.target.value)} />
    <output role="status">${word.trim() === "" ? "" : count === 0 ? "not found" : `${at + 1} of ${count}`}</output>
    <button onClick=${() => step(-1)} aria-label="Before" title="Before (Shift+Enter)"><${Icon} name="left" /></button>
    <button onClick=${() => step(1)} aria-label="Next" title="Next (Enter)"><${Icon} name="right" /></button>
    <button onClick=${close} aria-label="Close" title="Close (Esc)"><${Icon} name="close" /></button>
  </search>`;
}

/** In the order of the page: {range} in text, {cell, from, to} in an editor. */
function hitsOf(sought) {
  const hits = [];
  const walker = document.createTreeWalker(document.querySelector(".lesson"), NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(".editor, .cell-head, .running-bar, button") ? (node.matches(".editor") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT) : NodeFilter.FILTER_ACCEPT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      node.parentElement.closest(".editor") || placesIn(node.data, sought).forEach((from) => hits.push({ range: rangeOf(node, from, sought.length) }));
    } else if (node.matches(".editor")) {
      const { id } = node.closest(".cell-frame").dataset;
      const text = cells.peek().find((cell) => cell.id === id)?.source.peek() ?? "";
      placesIn(text, sought).forEach((from) => hits.push({ cell: id, from, to: from + sought.length }));
    }
  }
  return hits;
}

function placesIn(text, sought) {
  const low = text.toLowerCase();
  const places = [];
  for (let at = low.indexOf(sought); at >= 0; at = low.indexOf(sought, at + sought.length)) {
    places.push(at);
  }
  return places;
}

function rangeOf(node, from, length) {
  const range = new Range();
  range.setStart(node, from);
  range.setEnd(node, Math.min(node.data.length, from + length));
  return range;
}

function draw(hits) {
  if (globalThis.Highlight !== undefined) {
    CSS.highlights.set("found", new Highlight(...hits.flatMap((hit) => (hit.range ? [hit.range] : []))));
  }
  for (const [id, view] of viewsNow()) {
    markFound(view, hits.filter((hit) => hit.cell === id));
  }
}

function clear() {
  draw([]);
  globalThis.CSS?.highlights?.delete("found-here");
}

function goTo(hit) {
  globalThis.CSS?.highlights?.delete("found-here");
  if (hit.range) {
    globalThis.Highlight && CSS.highlights.set("found-here", new Highlight(hit.range));
    show(hit.range.startContainer.parentElement);
  } else {
    viewOf(hit.cell).dispatch({ selection: { anchor: hit.from, head: hit.to } });
    show(frameOf(hit.cell));
  }
}
