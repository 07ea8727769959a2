// A run that is going on (`learnc run --step=page`): where it waits, and what it is told.

import { effect, signal } from "../vendor/libraries.js";
import { loaded, step, trace } from "./app.js";
import { go } from "./focus.js";

const LOOK_MILLISECONDS = 100;

/** {state: "waiting" | "running" | "over", step, stage, call, reason, why, source}; null when this is no live page. */
export const live = signal(null);
/** Whether the page goes along with the run; not while the user looks at an earlier step. */
export const isFollowing = signal(true);

const isLive = document.documentElement.dataset.live !== undefined;

export function listenToRun() {
  if (!isLive) {
    return;
  }
  live.value = { state: "running" };
  const moments = new EventSource("live");
  moments.onmessage = (message) => {
    live.value = JSON.parse(message.data);
    if (live.value.state === "over") {
      moments.addEventListener("error", () => moments.close());
    }
  };
  moments.onerror = () => live.peek().state === "over" && moments.close();
  // The trace grows without telling anybody.
  const timer = setInterval(() => {
    loaded.value = trace.peek()?.count ?? 0;
    live.peek().state === "over" && trace.peek()?.hasReachedEnd && clearInterval(timer);
  }, LOOK_MILLISECONDS);
  follow();
}

/** New steps take the page along; going back lets it stay; coming to the last step takes it along again. */
function follow() {
  let known = 0;
  effect(() => {
    const count = loaded.value;
    if (count > known && isFollowing.peek()) {
      known = count;
      go(count - 1, { isStep: true });
    }
    known = count;
  });
  effect(() => {
    isFollowing.value = step.value >= loaded.peek() - 1;
  });
}

export function jumpToLive() {
  isFollowing.value = true;
  go(loaded.peek() - 1);
}

/** Tells the run what to do: `next`, `stage`, `continue`, `quit`. */
export async function answer(word) {
  if (live.peek()?.state === "waiting" || word === "quit") {
    jumpToLive();
    await fetch("answer", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ answer: word }) }).catch(() => null);
  }
}
