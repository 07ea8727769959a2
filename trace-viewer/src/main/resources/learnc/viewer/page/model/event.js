// One event, as the page wants it: every field there, of the right type. A trace may come from anybody.

const text = (value) => (value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
const optional = (value) => (value === null || value === undefined ? null : text(value));
const number = (value) => (Number.isFinite(value) ? value : 0);
const list = (value) => (Array.isArray(value) ? value : []);
const object = (value) => (value !== null && typeof value === "object" && !Array.isArray(value) ? value : {});

/** The event of a line that was parsed; null when it is none. */
export function eventOf(line) {
  const json = object(line);
  if (typeof json.syscall !== "string" || !(number(json.seq) > 0)) {
    return null;
  }
  return {
    sequence: json.seq,
    start: number(json.ts_ns),
    duration: number(json.dur_ns),
    stage: optional(json.stage) ?? "learnc",
    flow: text(json.flow),
    door: text(json.door),
    pid: number(json.pid),
    pidInside: number(json.pid_ns),
    thread: number(json.tid),
    threadName: text(json.thread),
    systemCall: json.syscall,
    number: number(json.nr),
    arguments: list(json.args).map(argumentOf),
    result: number(json.ret),
    resultText: text(json.result),
    errno: optional(json.errno),
    meaning: text(json.meaning),
    because: text(json.because),
    remedy: text(json.remedy),
    source: sourceOf(object(json.src)),
    why: text(json.why),
    without: text(json.without),
    shell: text(json.shell),
    manual: text(json.man),
    changes: changesOf(json.delta),
  };
}

function argumentOf(argument) {
  const json = object(argument);
  return {
    name: text(json.name),
    text: text(json.text),
    raw: json.raw === undefined ? null : text(json.raw),
    flags: list(json.flags).map(text),
    bytes: optional(json.bytes),
  };
}

function sourceOf(json) {
  return { className: text(json.class), file: text(json.file), line: number(json.line), method: text(json.method) };
}

/** The changes in a "delta"; what is no change is passed over. */
export function changesOf(delta) {
  return list(delta).map(object).filter((json) => typeof json.view === "string" && typeof json.item === "string").map((json) =>
    typeof json.field === "string"
      ? { view: json.view, item: json.item, field: json.field, old: optional(json.old), new: optional(json.new) }
      : { view: json.view, item: json.item, field: null, old: fieldsOf(json.old), new: fieldsOf(json.new) })
    .filter((change) => change.field !== null || change.old !== null || change.new !== null);
}

/** The fields of a thing, by name; null when there is no such thing. */
export function fieldsOf(json) {
  if (json === null || json === undefined) {
    return null;
  }
  return new Map(Object.entries(object(json)).filter(([, value]) => value !== null).map(([name, value]) => [name, text(value)]));
}
