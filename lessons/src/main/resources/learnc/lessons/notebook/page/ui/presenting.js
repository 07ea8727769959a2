// Presentation: one section at a time, in large letters, without anything around it.

import { effect, html, signal } from "../viewer/vendor/libraries.js";
import { lesson } from "../model/app.js";
import { isPresenting } from "../model/preferences.js";
import { Icon } from "./icons.js";

const page = signal(0);
const count = signal(1);

/** What is a page: the text before the first section, then each section. */
function pages() {
  const prose = document.querySelector(".prose");
  const sections = prose === null ? [] : [...prose.querySelectorAll(":scope > .sect1, :scope > #preamble, :scope > section, :scope > #content > .sect1, :scope > #content > #preamble")];
  return sections.length > 0 ? sections : [...(prose?.children ?? [])];
}

/** Hides all sections but one, as long as somebody presents. */
export function presentPages() {
  effect(() => {
    lesson.value;
    const isOn = isPresenting.value;
    const at = page.value;
    setTimeout(() => {
      const all = pages();
      count.value = Math.max(1, all.length);
      all.forEach((one, i) => one.toggleAttribute("data-away", isOn && i !== at));
      isOn && scrollTo(0, 0);
    });
  });
}

/** @return whether there was such a page */
export function turn(by) {
  page.value = Math.max(0, Math.min(count.peek() - 1, page.peek() + by));
  return true;
}

export function Turning() {
  if (!isPresenting.value) {
    return null;
  }
  return html`<nav class="turning" aria-label="Pages">
    <button onClick=${() => turn(-1)} disabled=${page.value === 0} aria-label="Page before"><${Icon} name="left" /></button>
    <span>${page.value + 1} / ${count.value}</span>
    <button onClick=${() => turn(1)} disabled=${page.value >= count.value - 1} aria-label="Next page"><${Icon} name="right" /></button>
    <button onClick=${() => (isPresenting.value = false)} aria-label="End the presentation"><${Icon} name="close" /></button>
  </nav>`;
}
