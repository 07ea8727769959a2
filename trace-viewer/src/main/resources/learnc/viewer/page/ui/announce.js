// Tells a screen reader where the focus is, once it rests.

import { effect } from "../vendor/libraries.js";
import { announcement, event, step, trace } from "../model/app.js";

const REST_MILLISECONDS = 250;

export function announceSteps() {
  effect(() => {
    step.value;
    const timer = setTimeout(() => {
      const here = event.peek();
      if (here !== null) {
        announcement.value = sentence(here, trace.peek().count);
      }
    }, REST_MILLISECONDS);
    return () => clearTimeout(timer);
  });
}

function sentence(event, count) {
  const changes = event.changes.length;
  const changed = changes === 0 ? "" : `, ${changes} ${changes === 1 ? "change" : "changes"}`;
  return `Step ${event.sequence} of ${count}, stage ${event.stage}: ${event.systemCall}, result ${event.resultText}${changed}`;
}
