// Where the trace, the sources and the notes come from: the page itself when it is one self-contained file, the page around it when
// this is a frame, else the server that `learnc trace view` started on this machine. Nothing is ever asked of anybody else.

const packed = (name) => document.getElementById(`packed-${name}`)?.textContent ?? null;

/** Whether this is a single file, without a server. */
export const isAlone = packed("trace") !== null;
/** What a page of the same origin has put on the frame that shows this one: `frame.trace = "{…}\n{…}\n"`. */
const handedOver = isAlone ? null : window.frameElement?.trace ?? null;
const isServed = !isAlone && location.protocol.startsWith("http");
const hasKeeper = isServed && handedOver === null;

function bytesOf(base64) {
  const text = atob(base64.trim());
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}

async function unpacked(name) {
  const stream = new Blob([bytesOf(packed(name))]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** The trace that this page was made for, as a stream of bytes; null when there is none. */
export async function ownTrace() {
  if (isAlone) {
    return new Blob([bytesOf(packed("trace"))]).stream();
  }
  if (handedOver !== null) {
    return new Blob([handedOver]).stream();
  }
  const answer = isServed ? await fetch("trace").catch(() => null) : null;
  return answer?.ok ? answer.body : null;
}

let sources = null;

/** The Java file that holds this class, or null. Only files that the trace names can be had. */
export async function sourceOf(path) {
  if (isAlone) {
    sources ??= unpacked("sources");
    return (await sources)[path] ?? null;
  }
  const answer = isServed ? await fetch(`source/${path.split("/").map(encodeURIComponent).join("/")}`).catch(() => null) : null;
  return answer?.ok && answer.status === 200 ? answer.text() : null;
}

/** The notes that lie beside the trace: a list of {step, text}. */
export async function ownNotes() {
  if (isAlone) {
    return packed("notes") === null ? [] : unpacked("notes");
  }
  const answer = hasKeeper ? await fetch("notes").catch(() => null) : null;
  return answer?.ok ? answer.json() : [];
}

/** Saves the notes beside the trace; false when there is nobody who could. */
export async function saveNotes(notes) {
  if (!hasKeeper) {
    return false;
  }
  const answer = await fetch("notes", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(notes) }).catch(() => null);
  return answer?.ok ?? false;
}

/** The formats in which the server can give the trace: none without a server. */
export const formats = hasKeeper ? [["chrome", "Chrome trace, for Perfetto"], ["strace", "strace text"], ["jsonl", "JSON Lines"], ["html", "One HTML file"]] : [];
