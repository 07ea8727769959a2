// Enough of Java to colour it: comments, strings, keywords. Everything else is left as it is.

const KEYWORDS = new Set(("abstract assert boolean break byte case catch char class continue default do double else enum extends final finally float for if "
  + "implements import instanceof int interface long native new null package permits private protected public record return sealed short static super "
  + "switch synchronized this throw throws true false try var void volatile when while yield").split(" "));

const TOKEN = /(\/\/.*)|("""|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(\/\*|\*\/)|([A-Za-z_$][\w$]*)/g;

/** The lines of a file, each a list of [kind, text]; kind is "" for what has no colour. */
export function coloured(text) {
  let inside = null;
  return text.split("\n").map((line) => {
    const [parts, after] = lineOf(line, inside);
    inside = after;
    return parts;
  });
}

/** @param inside what the line begins in: `comment`, `string` (a text block) or null */
function lineOf(line, inside) {
  const parts = [];
  let at = 0;
  const put = (kind, end) => {
    if (end > at) {
      parts.push([kind, line.slice(at, end)]);
      at = end;
    }
  };
  TOKEN.lastIndex = 0;
  while (true) {
    if (inside !== null) {
      const mark = inside === "comment" ? "*/" : '"""';
      const end = line.indexOf(mark, at);
      put(inside, end < 0 ? line.length : end + mark.length);
      if (end < 0) {
        return [parts, inside];
      }
      inside = null;
      TOKEN.lastIndex = at;
    }
    const match = TOKEN.exec(line);
    if (match === null) {
      put("", line.length);
      return [parts, null];
    }
    put("", match.index);
    if (match[0] === '"""' || match[0] === "/*") {
      inside = match[0] === "/*" ? "comment" : "string";
      at = match.index;
      const from = match.index + match[0].length;
      const mark = inside === "comment" ? "*/" : '"""';
      const end = line.indexOf(mark, from);
      put(inside, end < 0 ? line.length : end + mark.length);
      if (end < 0) {
        return [parts, inside];
      }
      inside = null;
      TOKEN.lastIndex = at;
    } else {
      put(match[1] ? "comment" : match[2] ? "string" : KEYWORDS.has(match[4]) ? "keyword" : "", TOKEN.lastIndex);
    }
  }
}
