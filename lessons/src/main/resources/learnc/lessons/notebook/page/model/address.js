// Which lesson is open stands behind the # of the address: `#07-uts-namespace`, or with a section `#07-uts-namespace/_a_part`.

import { signal } from "../viewer/vendor/libraries.js";

export const place = signal(read());

function read() {
  const [lesson = "", section = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { lesson: /^[\w-]+$/.test(lesson) ? lesson : "", section };
}

export function followAddress() {
  addEventListener("hashchange", () => (place.value = read()));
}
