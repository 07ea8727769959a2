// Whether a call touches a path or something below it: by its name, or by a descriptor of it. As learnc.runtime.trace.Touching.

export function touches(event, path) {
  const wanted = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  return names(event.resultText, wanted) || event.arguments.some((argument) => names(argument.text, wanted));
}

function names(text, path) {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    if (at > 0 && `"<`.includes(text[at - 1]) && endsAt(text, at + path.length, path)) {
      return true;
    }
  }
  return false;
}

const endsAt = (text, end, path) => end < text.length && (path === "/" || `"/<>`.includes(text[end]));
