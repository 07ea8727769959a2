// The line at the top: where one is, how the machine does, what can be done with the whole lesson.

import { html } from "../viewer/vendor/libraries.js";
import { bin, cells, connection, dialog, isFinding, isRunning, lesson, machine, panel, queue } from "../model/app.js";
import { choose, isDark, isPresenting, mayChange, mode, toggleTheme } from "../model/preferences.js";
import { cancel, interrupt, kill, restart, runAfresh, runAll, runBelow, runOne, runStale, runToHere } from "../model/running.js";
import { saving } from "../model/saving.js";
import { exportAddress } from "../model/server.js";
import { undrop } from "./acting.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { here } from "./moving.js";
import { plural } from "./words.js";

const MACHINE = { none: "no machine", starting: "starting", ready: "ready", busy: "busy", lost: "lost" };
const MACHINE_MEANS = {
  none: "The Java machine for the cells starts with the first one that is run.",
  starting: "The Java machine for the cells is starting.",
  ready: "The Java machine for the cells waits for work.",
  busy: "The Java machine for the cells is at work.",
  lost: "The Java machine for the cells has ended. A new one starts with the next cell that is run.",
};
const SAVING = { saved: "saved", saving: "saving …", unsaved: "not saved", conflict: "conflict" };

export function Bar({ children }) {
  const { title, name } = lesson.value ?? {};
  return html`<header class="bar">${children}
    <nav aria-label="Notebook"><a class="home-link" href="#">learnc</a>${name !== undefined && html`<span class="crumb" aria-hidden="true">${/^\d+/.exec(name)?.[0]}</span><span class="bar-title">${title}</span>`}</nav>
    ${name !== undefined && html`<${State} /><div class="tools">
      <${Menu} label="Run" items=${running}><${Icon} name="run" />Run</${Menu}>
      <button aria-pressed=${panel.value === "variables"} onClick=${() => toggle("variables")}>Variables</button>
      <${Menu} label="More" items=${() => more(name)}><${Icon} name="list" /></${Menu}>
      <button onClick=${() => (isFinding.value = true)} aria-label="Find" title="Find (Ctrl+F)"><${Icon} name="search" /></button>
      <${Always} /></div>`}
    ${name === undefined && html`<div class="tools"><${Always} /></div>`}
  </header>`;
}

function Always() {
  return html`<button onClick=${toggleTheme} aria-label=${isDark.value ? "Light colours" : "Dark colours"} title=${isDark.value ? "Light colours" : "Dark colours"}><${Icon} name=${isDark.value ? "sun" : "moon"} /></button>
    <button onClick=${() => (dialog.value = { name: "help" })} aria-label="Help and keys" title="Help and keys (?)">?</button>`;
}

const toggle = (name) => (panel.value = panel.peek() === name ? null : name);

function State() {
  const { state, message } = machine.value;
  const waiting = queue.value.length;
  return html`<div class="state">
    <span class=${`machine ${state}`} title=${message || MACHINE_MEANS[state]}><span class="dot" aria-hidden="true"></span><span class="hidden-visually">Machine: </span><span class="word">${MACHINE[state]}</span></span>
    ${waiting > 0 && html`<span class="queue">${waiting} waiting <button class="link" onClick=${cancel}>cancel</button></span>`}
    ${connection.value === "lost" ? html`<span class="saving unsaved">no connection</span>` : html`<span class=${`saving ${saving.value}`} data-saving=${saving.value}>${SAVING[saving.value]}</span>`}
  </div>`;
}

function running() {
  const at = here();
  const ran = cells.value.some((cell) => cell.runs && cell.status.value === "stale");
  return [
    { text: "Run all", act: runAll },
    { text: "Run this cell", key: "Ctrl+Enter", act: () => runOne(at), isOff: at === undefined },
    { text: "Run to here", act: () => runToHere(at), isOff: at === undefined },
    { text: "Run this and all below", act: () => runBelow(at), isOff: at === undefined },
    { text: "Run what is stale", act: runStale, isOff: !ran },
    { text: "Run all afresh", act: runAfresh },
    null,
    { text: "Cancel what waits", act: cancel, isOff: queue.value.length === 0 },
    { text: "Interrupt", key: "i i", act: interrupt, isOff: !isRunning.value },
    { text: "Kill the machine", act: kill, isOff: machine.value.state === "none" },
    { text: "New machine", act: restart },
  ];
}

function more(name) {
  return [
    { text: "Contents", act: () => toggle("contents"), isOn: panel.value === "contents" },
    { text: "History", act: () => toggle("history"), isOn: panel.value === "history" },
    ...(mayChange.value ? [{ text: bin.value.length === 0 ? "No deleted cells" : `Bring back (${plural(bin.value.length, "deleted cell")})`, key: "z", act: () => undrop(), isOff: bin.value.length === 0 }] : []),
    null,
    { text: "Export as HTML", href: exportAddress(name, "html") },
    { text: "Export for Jupyter (.ipynb)", href: exportAddress(name, "ipynb") },
    { text: "Export for JShell (.jsh)", href: exportAddress(name, "jsh") },
    { text: "Export as AsciiDoc", href: exportAddress(name, "adoc") },
    { text: "Print", act: () => setTimeout(() => print()) },
    null,
    { text: "Present", key: "p", act: () => (isPresenting.value = true) },
    { text: "Reader", act: () => choose("reader"), isOn: mode.value === "reader" },
    { text: "Student: cells stay in place", act: () => choose("student"), isOn: mode.value === "student" },
    { text: "Instructor: nothing is hidden", act: () => choose("instructor"), isOn: mode.value === "instructor" },
  ];
}
