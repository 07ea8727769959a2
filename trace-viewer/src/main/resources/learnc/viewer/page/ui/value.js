// A value of the kernel's state. Press it, and learn who set it.

import { html } from "../vendor/libraries.js";
import { asked, moment } from "../model/app.js";
import { ask } from "../model/focus.js";
import { brief } from "./brief.js";
import { Mark } from "./marks.js";

const LONG_CHARACTERS = 40;

/** A field of a thing: in a comparison with what it was. */
export function Value({ it, field, shown = (text) => text, label = null }) {
  const [old, now] = [it.old?.get(field), it.now?.get(field)];
  if (moment.value === "before") {
    return old === undefined ? null : html`<${Press} it=${it} field=${field} text=${shown(old)} label=${label} />`;
  }
  if (moment.value === "after" || old === now || it.kind !== "changed") {
    const text = now ?? (moment.value === "diff" ? old : undefined);
    return text === undefined ? null : html`<${Press} it=${it} field=${field} text=${shown(text)} label=${label} isNew=${it.kind === "changed" && old !== now} />`;
  }
  return html`${old !== undefined && html`<span class="was"><span class="hidden-visually">before: </span>${brief(shown(old))}</span><span class="arrow" aria-hidden="true">→</span>`}
    ${now === undefined ? html`<span class="soft">gone</span>` : html`<${Press} it=${it} field=${field} text=${shown(now)} label=${label} isNew=${true} />`}`;
}

function Press({ it, field, text, label, isNew = false }) {
  const wanted = asked.value;
  const isAsked = wanted !== null && wanted.view === it.view && wanted.item === it.item && wanted.field === field;
  const visible = text === "" ? "(empty)" : brief(text);
  const isWhole = visible === text && text.length <= LONG_CHARACTERS;
  // A name that has all that is to be seen: who speaks to the page says what he sees. The whole of it is the description.
  return html`<button class=${`value${isNew ? " becomes" : ""}${isAsked ? " asked" : ""}`} tabindex="-1" title=${isWhole || text === "" ? "Who set this?" : `${text}\nWho set this?`}
    aria-label=${`${label ?? field ?? "this"}: ${visible}. Who set this?`} onClick=${() => ask(it.view, it.item, field)}>${visible}</button>`;
}

/** The name of a thing: press it to learn who made it. */
export const Name = ({ it, text }) => html`<${Press} it=${it} field=${null} text=${text} label="name" />`;

export const classOf = (it) => (it.kind === null ? "" : `is-${it.kind}`);

export const Sign = ({ it }) => html`<${Mark} kind=${it.kind} />`;

/** How deep a row of a tree lies. */
export const Twigs = ({ depth }) => (depth === 0 ? null
  : html`<span aria-hidden="true" class="twigs">${Array.from({ length: depth }, () => html`<span class="twig">│</span>`)}</span>`);
