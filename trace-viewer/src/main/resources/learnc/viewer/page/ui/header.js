// The header: which run this is, the filter, and the tools.

import { html, useState } from "../vendor/libraries.js";
import { applyFilter, dialog, filterError, filterText, loaded, shown, trace } from "../model/app.js";
import { formats } from "../model/origin.js";
import { openFile } from "./opening.js";
import { savePicture } from "./picture.js";
import { toggleTheme, isDark } from "./theme.js";

export function Header() {
  const header = trace.value.header ?? {};
  const command = Array.isArray(header.command) ? header.command.map(String).join(" ") : "";
  const facts = [header.started, header.kernel && `Linux ${header.kernel}`, header.architecture, header.cgroups && `cgroups ${header.cgroups}`].filter(Boolean).join(" · ");
  return html`<header class="header">
    <div class="title"><h1>learnc</h1><code title=${`${command}\n${facts}`}>${command || "a trace without a header"}</code></div>
    <${Filter} />
    <div class="tools">
      <button onClick=${() => (dialog.value = "notes")}>Notes</button>
      <${Menu} />
      <button onClick=${toggleTheme} aria-label=${isDark() ? "Light colours" : "Dark colours"} title="Light or dark (t)">${isDark() ? "☀" : "☾"}</button>
      <button onClick=${() => (dialog.value = "help")} aria-label="Help and keys" title="Help and keys (?)">?</button>
    </div>
  </header>`;
}

function Filter() {
  const all = loaded.value;
  const count = shown.value === null ? all : shown.value.length;
  const set = (text) => {
    filterText.value = text;
    applyFilter();
  };
  const key = (pressed) => {
    if (pressed.key === "Enter") {
      pressed.target.blur();
    }
  };
  return html`<search class="filter">
    <label class="hidden-visually" for="filter">Filter</label>
    <input id="filter" value=${filterText.value} placeholder="Filter: mount,%net  !close  path:/proc" spellcheck="false" autocomplete="off"
      aria-describedby="shown" onInput=${(input) => set(input.target.value)} onKeyDown=${key} />
    <output id="shown" for="filter">${count === all ? `${all} steps` : `${count} of ${all} shown`}</output>
    ${filterError.value === "" ? null : html`<div class="wrong" role="alert">${filterError.value}</div>`}
  </search>`;
}

function Menu() {
  const [isOpen, setOpen] = useState(false);
  const closing = (action) => () => {
    setOpen(false);
    action();
  };
  const choose = () => document.getElementById("file").click();
  return html`<div class="menu" onFocusOut=${(out) => out.currentTarget.contains(out.relatedTarget) || setOpen(false)}>
    <button aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>File</button>
    <input id="file" type="file" hidden aria-label="Open a trace" onChange=${(change) => change.target.files[0] && openFile(change.target.files[0])} />
    ${isOpen && html`<ul>
      <li><button onClick=${closing(choose)}>Open a trace …</button></li>
      ${formats.map(([name, title]) => html`<li><a href=${`export/${name}`} download onClick=${() => setOpen(false)}>Export: ${title}</a></li>`)}
      <li><button onClick=${closing(() => savePicture("svg"))}>Network picture as SVG</button></li>
      <li><button onClick=${closing(() => savePicture("png"))}>Network picture as PNG</button></li>
      <li><button onClick=${closing(() => print())}>Print this step</button></li>
    </ul>`}
  </div>`;
}
