// Saves the picture of the network: its colours are written out, so that it looks the same anywhere.

import { announcement } from "../model/app.js";
import { show } from "../model/focus.js";
import { save } from "./saving.js";

const SCALE = 2;

/** @param format `svg` or `png` */
export async function savePicture(format) {
  show("network");
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  const picture = document.getElementById("topology");
  if (picture === null) {
    announcement.value = "There is no network to draw at this step";
    return;
  }
  const text = standalone(picture);
  if (format === "svg") {
    save("network.svg", new Blob([text], { type: "image/svg+xml" }));
  } else {
    save("network.png", await painted(text, picture.viewBox.baseVal));
  }
}

function standalone(picture) {
  const copy = picture.cloneNode(true);
  const style = getComputedStyle(document.documentElement);
  const probe = document.body.appendChild(document.createElement("i"));
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["fill", "stroke"]) {
      const value = element.getAttribute(name);
      if (value?.startsWith("var(")) {
        probe.style.color = value;
        element.setAttribute(name, getComputedStyle(probe).color);
      }
    }
  }
  probe.style.color = "var(--paper)";
  copy.style.background = getComputedStyle(probe).color;
  probe.remove();
  copy.setAttribute("font-family", style.getPropertyValue("--mono"));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const { width, height } = picture.viewBox.baseVal;
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return new XMLSerializer().serializeToString(copy);
}

async function painted(text, { width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
