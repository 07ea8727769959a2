// The words for what a cell is and how it went.

export const STATUS = {
  never: "not run",
  queued: "waiting",
  running: "running",
  ok: "ok",
  error: "failed",
  stale: "stale",
  interrupted: "interrupted",
};

/** Said of a status when the pointer rests on it. */
export const STATUS_MEANS = {
  never: "This cell has not been run yet.",
  queued: "It runs as soon as the cells before it in the queue are done.",
  running: "It runs now.",
  ok: "It ran, and kept its promises.",
  error: "It was refused, threw an exception, or broke a promise.",
  stale: "What is shown is of another time: the cell, or something it needs, has changed since.",
  interrupted: "It was stopped before its end.",
};

export const KIND = {
  locked: { icon: "lock", word: "locked", means: "What follows needs this cell as it is." },
  check: { icon: "check", word: "check", means: "This cell checks what you have done." },
  predict: { icon: "question", word: "predict", means: "First say what you expect." },
  shell: { icon: "shell", word: "shell", means: "This is a command for a shell, in the lesson's sandbox." },
};

export function duration(milliseconds) {
  if (milliseconds === null) {
    return "";
  }
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : milliseconds < 60_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

export const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
