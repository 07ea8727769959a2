// A button that opens a list of things to do. Arrows walk through it, Esc and leaving it close it.

import { html, useRef, useState } from "../viewer/vendor/libraries.js";

/** @param items [{text, key, act, href, isOn, isOff}]; null draws a line */
export function Menu({ label, children, items, align = "right" }) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef(null);
  const entries = () => [...box.current.querySelectorAll("li > :not(hr):not(:disabled)")];
  const close = () => {
    setOpen(false);
    box.current?.querySelector("button").focus();
  };
  const toggle = (click) => {
    // Not every browser gives the focus to a button that is clicked; without it nothing would close the list.
    click.currentTarget.focus();
    setOpen(!isOpen);
  };
  const key = (pressed) => {
    const all = isOpen ? entries() : [];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[pressed.key];
    if (isOpen && pressed.key === "Escape") {
      close();
    } else if (isOpen && to !== undefined && all.length > 0) {
      all[(to + all.length) % all.length].focus();
    } else {
      return;
    }
    pressed.preventDefault();
    pressed.stopPropagation();
  };
  const leave = (out) => out.currentTarget.contains(out.relatedTarget) || setOpen(false);
  return html`<div class="menu" ref=${box} data-open=${isOpen} onKeyDown=${key} onFocusOut=${leave}>
    <button aria-expanded=${isOpen} aria-label=${label} title=${label} onClick=${toggle}>${children}</button>
    ${isOpen && html`<ul class=${align}>${items().map((item) => html`<li><${Item} item=${item} close=${close} /></li>`)}</ul>`}
  </div>`;
}

function Item({ item, close }) {
  if (item === null) {
    return html`<hr />`;
  }
  const inside = html`<span>${item.text}</span>${item.key && html`<kbd>${item.key}</kbd>`}`;
  if (item.href !== undefined) {
    return html`<a href=${item.href} download onClick=${close}>${inside}</a>`;
  }
  const act = () => {
    close();
    item.act();
  };
  return html`<button disabled=${item.isOff ?? false} aria-pressed=${item.isOn === undefined ? undefined : item.isOn} onClick=${act}>${inside}</button>`;
}
