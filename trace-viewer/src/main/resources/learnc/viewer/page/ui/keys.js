// Every key of the page.

import { asked, dialog, isPlaying } from "../model/app.js";
import { goBy, goFirst, goLast, goStage, show } from "../model/focus.js";
import { view } from "../model/app.js";
import { TABS } from "../words/fields.js";
import { togglePlay } from "./playing.js";
import { toggleTheme } from "./theme.js";

const PAGE = 20;

/** The keys as the help shows them: [key, what it does]. */
export const HELP = [
  ["→ j n", "next step"],
  ["← k p", "step before"],
  ["Home End", "first, last step"],
  ["PgUp PgDn", `${PAGE} steps`],
  ["[ ]", "stage before, next stage"],
  ["g", "go to a step by its number"],
  ["Space", "play, pause"],
  ["/", "filter"],
  ["1 … 9", "view of the state"],
  ["b d a", "before, changes, after"],
  ["w", "walk through the values: arrows move, Enter asks who set one"],
  ["c", "write a note at this step"],
  ["N", "all notes"],
  ["t", "light, dark"],
  ["Esc", "close what is open"],
  ["?", "this help"],
];

const KEYS = {
  ArrowRight: () => goBy(1), j: () => goBy(1), n: () => goBy(1),
  ArrowLeft: () => goBy(-1), k: () => goBy(-1), p: () => goBy(-1),
  PageDown: () => goBy(PAGE), PageUp: () => goBy(-PAGE),
  Home: goFirst, End: goLast,
  "]": () => goStage(1), "[": () => goStage(-1),
  " ": togglePlay,
  g: () => ask("goto"), "?": () => ask("help"), N: () => ask("notes"),
  "/": () => document.getElementById("filter")?.focus(),
  b: () => show(view.value, "before"), d: () => show(view.value, "diff"), a: () => show(view.value, "after"),
  w: enterValues,
  c: () => document.getElementById("note")?.focus(),
  t: toggleTheme,
};

const ask = (name) => {
  isPlaying.value = false;
  dialog.value = name;
};

export function listenToKeys() {
  addEventListener("keydown", (key) => {
    if (key.ctrlKey || key.altKey || key.metaKey || key.isComposing) {
      return;
    }
    if (key.key === "Escape") {
      escape();
    } else if (dialog.value === null && !isTyping(key.target) && act(key)) {
      key.preventDefault();
    }
  });
}

function act(key) {
  if (key.target.classList?.contains("value") && moveAmongValues(key)) {
    return true;
  }
  if (key.key === " " && key.target.closest?.("button, a, summary")) {
    return false;
  }
  if (key.target.getAttribute?.("role") === "tab" && /^(Arrow|Home|End)/.test(key.key)) {
    return moveAmongTabs(key);
  }
  if (/^[1-9]$/.test(key.key)) {
    TABS[key.key - 1] && show(TABS[key.key - 1].name);
    return true;
  }
  const action = Object.hasOwn(KEYS, key.key) ? KEYS[key.key] : null;
  action?.();
  return action !== null;
}

const isTyping = (target) => target.matches?.("input:not([type=range]), textarea, select") ?? false;

function escape() {
  if (dialog.value !== null) {
    dialog.value = null;
    return;
  }
  const { activeElement } = document;
  if (activeElement !== document.body && activeElement?.matches("input, textarea, .value")) {
    activeElement.blur();
  } else {
    asked.value = null;
    isPlaying.value = false;
  }
}

const values = () => [...document.querySelectorAll(".state-pane .value")].filter((value) => value.offsetParent !== null);

/** The first value that this step has changed, else the first. */
function enterValues() {
  const all = values();
  (all.find((value) => value.closest(".is-changed, .is-added, .is-removed")) ?? all[0])?.focus();
}

/** Left and right by order, up and down by place. */
function moveAmongValues(key) {
  const all = values();
  const at = all.indexOf(key.target);
  const target = key.key === "ArrowRight" ? all[at + 1] : key.key === "ArrowLeft" ? all[at - 1]
    : key.key === "ArrowDown" ? below(all.slice(at + 1), key.target, 1) : key.key === "ArrowUp" ? below(all.slice(0, at).reverse(), key.target, -1) : null;
  if (!key.key.startsWith("Arrow")) {
    return key.key === " " || key.key === "Enter" ? (key.target.click(), true) : false;
  }
  target?.focus();
  return true;
}

function below(candidates, from, direction) {
  const { left, top } = from.getBoundingClientRect();
  let best = null;
  for (const candidate of candidates) {
    const place = candidate.getBoundingClientRect();
    const isFurther = (place.top - top) * direction > 4;
    if (isFurther && best !== null && (place.top - best.top) * direction > 4) {
      break;
    }
    if (isFurther && (best === null || Math.abs(place.left - left) < Math.abs(best.left - left))) {
      best = { left: place.left, top: place.top, candidate };
    }
  }
  return best?.candidate;
}

function moveAmongTabs(key) {
  const tabs = [...key.target.parentElement.querySelectorAll("[role=tab]")];
  const at = tabs.indexOf(key.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[key.key];
  const tab = tabs[(to + tabs.length) % tabs.length];
  tab?.focus();
  tab?.click();
  return tab !== undefined;
}

