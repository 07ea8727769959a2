// How the reader wants to see the page: the mode, light or dark, presentation.

import { computed, effect, signal } from "../viewer/vendor/libraries.js";

export const MODES = ["reader", "student", "instructor"];

const asked = new URLSearchParams(location.search);
const inAddress = MODES.find((mode) => asked.has(mode));

/** `reader`: everything can be changed. `student`: the cells stay where they are. `instructor`: solutions are open, and promises shown. */
export const mode = signal(inAddress ?? stored("learnc-mode", MODES) ?? "reader");
export const isPresenting = signal(false);
/** `light`, `dark` or null: as the system. The trace viewer keeps it under the same name. */
export const theme = signal(stored("learnc-theme", ["light", "dark"]));

export const mayChange = computed(() => mode.value !== "student");

const systemIsDark = signal(matchMedia("(prefers-color-scheme: dark)").matches);
export const isDark = computed(() => (theme.value === null ? systemIsDark.value : theme.value === "dark"));

function stored(name, allowed) {
  try {
    return allowed.find((one) => one === localStorage.getItem(name)) ?? null;
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // It holds until the page is closed.
  }
}

export function choose(newMode) {
  mode.value = newMode;
  store("learnc-mode", newMode);
}

export function toggleTheme() {
  theme.value = isDark.peek() ? "light" : "dark";
  store("learnc-theme", theme.value);
}

/** Tells the style sheets. */
export function applyPreferences() {
  const { dataset } = document.documentElement;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (change) => (systemIsDark.value = change.matches));
  effect(() => {
    dataset.mode = mode.value;
  });
  effect(() => {
    if (theme.value !== null) {
      dataset.theme = theme.value;
    }
  });
  effect(() => {
    dataset.presenting = isPresenting.value;
  });
}

export const isMotionReduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
