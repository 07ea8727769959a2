// Play: a step at a time, as fast as wanted.

import { effect } from "../vendor/libraries.js";
import { isPlaying, rowOf, shownCount, speed, step } from "../model/app.js";
import { goBy } from "../model/focus.js";

const STEP_MILLISECONDS = 800;

export const SPEEDS = [0.5, 1, 2, 4];

export function playWhilePlaying() {
  effect(() => {
    if (!isPlaying.value) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (rowOf(step.peek()) >= shownCount.peek() - 1) {
        isPlaying.value = false;
      } else {
        goBy(1);
      }
    }, STEP_MILLISECONDS / speed.value);
    return () => clearInterval(timer);
  });
}

export const togglePlay = () => {
  isPlaying.value = !isPlaying.value;
};
