// Light or dark: as the system, until the user says otherwise.

import { signal } from "../vendor/libraries.js";

export const theme = signal(null);

const systemIsDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

export const isDark = () => (theme.value === null ? systemIsDark() : theme.value === "dark");

export function applyTheme() {
  try {
    choose(localStorage.getItem("learnc-theme"));
  } catch {
    // A page from a file may have no storage: then the system decides.
  }
}

export function toggleTheme() {
  choose(isDark() ? "light" : "dark");
  try {
    localStorage.setItem("learnc-theme", theme.value);
  } catch {
    // It holds until the page is closed.
  }
}

function choose(name) {
  if (name === "light" || name === "dark") {
    theme.value = name;
    document.documentElement.dataset.theme = name;
  }
}
