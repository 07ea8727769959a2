// What cells give out, made fit to be shown: pieces of text joined, colours of a terminal left out, and never more than a page can bear.

/** Beyond this the beginning of a text is left out. */
const MOST_CHARACTERS = 200_000;
const ESCAPES = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g;

const plain = (text) => overwritten(text.replace(ESCAPES, "").replace(/\r\n/g, "\n"));

/** A carriage return goes back to the beginning of its line, and what follows is written over what stands there. */
function overwritten(text) {
  return !text.includes("\r") ? text : text.split("\n").map((line) => line.slice(line.lastIndexOf("\r", line.length - 2) + 1)).join("\n");
}

function cut(text) {
  return text.length <= MOST_CHARACTERS ? text : `… ${text.length - MOST_CHARACTERS} characters before this are left out\n${text.slice(-MOST_CHARACTERS)}`;
}

/** The list with one more output; text of the same stream goes on where the last one ended. */
export function added(outputs, output) {
  const last = outputs.at(-1);
  if (output.kind === "text" && last?.kind === "text" && last.stream === output.stream) {
    return [...outputs.slice(0, -1), { ...last, text: cut(last.text + plain(output.text)) }];
  }
  return [...outputs, output.kind === "text" ? { ...output, text: cut(plain(output.text)) } : output];
}

export const joined = (outputs) => outputs.reduce(added, []);
