// Where there are several (mount namespaces, processes), one of them is looked at: the one that this step is about, or the one
// that the user has picked.

import { html, signal } from "../vendor/libraries.js";
import { event } from "../model/app.js";
import { thingOf } from "../model/things.js";

const picked = signal(new Map());

/** @param choices keys; @param usual the key that this step is about */
export function pickOf(name, choices, usual) {
  const wanted = picked.value.get(name);
  return choices.includes(wanted) ? wanted : choices.includes(usual) ? usual : choices[0];
}

/** A list to pick from. "" follows the step. */
export function Picker({ name, label, choices, current, titleOf }) {
  if (choices.length < 2) {
    return html`<div class="picker"><span class="soft">${label}</span> <code>${choices.length === 1 ? titleOf(choices[0]) : "none"}</code></div>`;
  }
  const isFixed = choices.includes(picked.value.get(name));
  const pick = (key) => {
    picked.value = new Map(picked.value).set(name, key);
  };
  return html`<div class="picker"><label class="soft" for=${`pick-${name}`}>${label}</label>
    <select id=${`pick-${name}`} value=${isFixed ? current : ""} onChange=${(change) => pick(change.target.value)}>
      <option value="">${`as the step: ${titleOf(isFixed ? choices[0] : current)}`}</option>
      ${choices.map((key) => html`<option value=${key}>${titleOf(key)}</option>`)}
    </select></div>`;
}

/** The namespace of this kind that the process of this step is in. */
export function namespaceOfStep(kind) {
  const process = thingOf("processes", String(event.value.pid));
  return process === null ? undefined : (process.now ?? process.old).get(`namespaces.${kind}`);
}

/** How a namespace is called: its number, and who lives in it. */
export function namespaceTitle(kind, inode) {
  const it = thingOf("namespaces", `${kind}:${inode}`);
  const members = it === null ? [] : ((it.now ?? it.old).get("members") ?? "").split(" ").filter(Boolean);
  const inhabitants = members.slice(0, 3).map((pid) => {
    const process = thingOf("processes", pid);
    return process === null ? pid : `${(process.now ?? process.old).get("command") ?? "?"} ${pid}`;
  });
  return inhabitants.length === 0 ? inode : `${inode} (${inhabitants.join(", ")}${members.length > 3 ? ", …" : ""})`;
}
