// Unsaved text in the browser's own storage, so that neither a lost connection nor a closed tab loses it.

const name = (lesson, cell) => `learnc-unsaved:${lesson}:${cell.id}`;

/** Keeps what stands in the cell, and what it was made from. */
export function keep(lesson, cell) {
  try {
    localStorage.setItem(name(lesson, cell), JSON.stringify({ source: cell.source.peek(), base: cell.saved.peek() }));
  } catch {
    // Without storage the server alone keeps it, a moment later.
  }
}

export function letGo(lesson, cell) {
  try {
    localStorage.removeItem(name(lesson, cell));
  } catch {
    // Nothing was kept.
  }
}

/** {source, base}, or null. */
export function kept(lesson, cell) {
  try {
    return JSON.parse(localStorage.getItem(name(lesson, cell)));
  } catch {
    return null;
  }
}
