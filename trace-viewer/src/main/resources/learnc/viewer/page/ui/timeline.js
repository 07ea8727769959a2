// The timeline: buttons to walk, and a strip that shows the whole run: stages as colours, above it what changed the state, below it
// what was refused. The strip is a slider.

import { html, useEffect, useRef } from "../vendor/libraries.js";
import { event, eventInRow, isPlaying, loaded, rowOf, shown, shownCount, speed, status, step, trace } from "../model/app.js";
import { go, goBy, goFirst, goLast } from "../model/focus.js";
import { SPEEDS, togglePlay } from "./playing.js";
import { stageClass } from "./stages.js";
import { theme } from "./theme.js";

const icon = (path) => html`<svg width="14" height="14" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true"><path d=${path} /></svg>`;
const ICONS = {
  first: icon("M1 1h2v12H1zM13 1v12L4 7z"), back: icon("M11 1v12L2 7z"), play: icon("M3 1v12l9-6z"), pause: icon("M3 1h3v12H3zM8 1h3v12H8z"),
  next: icon("M3 1v12l9-6z"), last: icon("M1 1v12l9-6zM11 1h2v12h-2z"),
};

export function Timeline() {
  const button = (name, label, keys, action) => html`<button aria-label=${label} title=${`${label} (${keys})`} onClick=${action}>${ICONS[name]}</button>`;
  return html`<div class="timeline">
    <div class="transport" role="group" aria-label="Walk">
      ${button("first", "First step", "Home", goFirst)}
      ${button("back", "Step before", "←", () => goBy(-1))}
      <button class="play" aria-pressed=${isPlaying.value} aria-label="Play" title="Play, pause (Space)" onClick=${togglePlay}>${isPlaying.value ? ICONS.pause : html`<span>Play</span>`}</button>
      ${button("next", "Next step", "→", () => goBy(1))}
      ${button("last", "Last step", "End", goLast)}
      <select aria-label="Speed" value=${speed.value} onChange=${(change) => (speed.value = Number(change.target.value))}>
        ${SPEEDS.map((times) => html`<option value=${times}>×${times}</option>`)}
      </select>
      <span class="where">Step <b>${event.value?.sequence}</b> of ${loaded.value}</span>
    </div>
    <${Strip} />
  </div>`;
}

function Strip() {
  const canvas = useRef(null);
  useEffect(() => {
    const paint = () => canvas.current && draw(canvas.current);
    paint();
    const watch = new ResizeObserver(paint);
    watch.observe(canvas.current);
    return () => watch.disconnect();
  }, [loaded.value, shown.value, theme.value, status.value]);
  const row = Math.max(0, rowOf(step.value));
  return html`<div class="strip">
    <canvas ref=${canvas} aria-hidden="true"></canvas>
    <input type="range" aria-label="Step" min="0" max=${Math.max(0, shownCount.value - 1)} value=${row}
      aria-valuetext=${`step ${event.value?.sequence}: ${event.value?.systemCall}`}
      onInput=${(input) => go(eventInRow(Number(input.target.value)), { isStep: true })} />
  </div>`;
}

const THUMB_PIXELS = 7;

/** One column of pixels may stand for many steps: it shows the stage of one, and whether any changed something or was refused. */
function draw(canvas) {
  const { width, height } = canvas.getBoundingClientRect();
  const scale = devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const count = shownCount.peek();
  if (count === 0) {
    return;
  }
  const { columns } = trace.peek();
  const colors = columns.stages.list.map((stage) => colorOf(canvas, stageClass(stage), "--stage"));
  const [changed, refused] = [colorOf(canvas, "", "--ink"), colorOf(canvas, "", "--removed")];
  const room = width - THUMB_PIXELS;
  const x = (row) => THUMB_PIXELS / 2 + (count < 2 ? 0 : (row / (count - 1)) * room);
  for (let at = 0; at < width; at++) {
    const row = Math.round(((at - THUMB_PIXELS / 2) / room) * (count - 1));
    pen.fillStyle = colors[columns.stage.at(eventInRow(Math.max(0, Math.min(count - 1, row))))];
    pen.fillRect(at, height * 0.36, 1, height * 0.32);
  }
  const last = { changed: -3, refused: -3 };
  for (let row = 0; row < count; row++) {
    const index = eventInRow(row);
    const at = Math.floor(x(row));
    if (columns.weighty.at(index) > 0 && at > last.changed + 2) {
      pen.fillStyle = changed;
      pen.fillRect(at, height * 0.08, 1, height * 0.22);
      last.changed = at;
    }
    if (columns.isRefused.at(index) === 1 && at > last.refused + 2) {
      pen.fillStyle = refused;
      pen.fillRect(at, height * 0.75, 1, height * 0.2);
      last.refused = at;
    }
  }
}

/** The canvas knows no variables: the browser is asked what they are. */
function colorOf(canvas, className, variable) {
  const probe = document.createElement("i");
  probe.className = className;
  probe.style.color = `var(${variable})`;
  canvas.parentElement.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
