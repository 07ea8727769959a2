// The filter box speaks the language of the command line:
//
//     mount,%file        these system calls, and this class of them        !close,read   all others
//     --stage exec       one stage        -z / -Z   only what succeeded / was refused        -P /proc   what names that path
//     -d                 only what changed the state
//
// and any other word (or "several words") must stand somewhere in the event.

import { CLASSES } from "./classes.js";

const WORDS = /"([^"]*)"|(\S+)/g;

/** What a filter says: conditions on columns, and texts that must stand in the line. Throws an Error with a sentence for the user. */
export function parseFilter(text, knownSystemCalls = []) {
  const known = new Set([...knownSystemCalls, ...[...CLASSES.values()].flatMap((members) => [...members])]);
  const filter = { stages: null, systemCalls: null, refused: null, changing: false, texts: [] };
  const words = [...text.matchAll(WORDS)].map(([, quoted, plain]) => ({ text: quoted ?? plain, isQuoted: quoted !== undefined }));
  while (words.length > 0) {
    takeWord(filter, words.shift(), words, known);
  }
  return filter;
}

function takeWord(filter, word, rest, known) {
  const [option, attached] = word.text.startsWith("--") ? word.text.split("=", 2) : [word.text];
  const value = () => attached ?? rest.shift()?.text ?? fail(`${option} needs a word behind it`);
  if (word.isQuoted) {
    filter.texts.push(word.text);
  } else if (option === "--stage") {
    filter.stages = new Set([...(filter.stages ?? []), value()]);
  } else if (option === "-e") {
    filter.systemCalls = and(filter.systemCalls, expression(value()));
  } else if (option === "-P") {
    filter.texts.push(value());
  } else if (option === "-z" || option === "-Z") {
    filter.refused = option === "-Z";
  } else if (option === "-d") {
    filter.changing = true;
  } else if (isExpression(option, known)) {
    filter.systemCalls = and(filter.systemCalls, expression(option));
  } else {
    filter.texts.push(option);
  }
}

/** What starts with % or !, and what names only system calls, is an expression. */
function isExpression(word, known) {
  return /^[%!]./.test(word) || word.split(",").every((name) => known.has(name) || /^%./.test(name));
}

/** `mount,%net` or `!close,read` as a condition on the name of a system call. */
export function expression(text) {
  const wanted = text.startsWith("trace=") ? text.slice("trace=".length) : text;
  const isInverted = wanted.startsWith("!");
  const names = new Set((isInverted ? wanted.slice(1) : wanted).split(",").map((name) => name.trim()).filter(Boolean).flatMap(meant));
  return (systemCall) => names.size === 0 || names.has(systemCall) !== isInverted;
}

function meant(name) {
  if (!name.startsWith("%")) {
    return [name];
  }
  const members = CLASSES.get(name === "%network" ? "net" : name.slice(1));
  return [...(members ?? fail(`there is no class ${name}; there are %${[...CLASSES.keys()].join(", %")}`))];
}

const and = (one, other) => (one === null ? other : (name) => one(name) && other(name));

function fail(sentence) {
  throw new Error(sentence);
}

/** Whether anything is left out. */
export const isOn = (filter) =>
  filter.stages !== null || filter.systemCalls !== null || filter.refused !== null || filter.changing || filter.texts.length > 0;

/** A test for events by their number: columns first, which is quick, then the line itself. */
export function tester(trace, filter) {
  const { columns } = trace;
  const stages = columns.stages.list.map((stage) => filter.stages === null || filter.stages.has(stage));
  const calls = columns.systemCalls.list.map((name) => filter.systemCalls === null || filter.systemCalls(name));
  const texts = filter.texts.map((text) => text.toLowerCase());
  return (index) => calls[columns.systemCall.at(index)] && stages[columns.stage.at(index)]
    && (filter.refused === null || (columns.isRefused.at(index) === 1) === filter.refused)
    && (!filter.changing || columns.changes.at(index) > 0)
    && (texts.length === 0 || holdsAll(trace.lineOf(index), texts));
}

function holdsAll(line, texts) {
  const small = line.toLowerCase();
  return texts.every((text) => small.includes(text) || small.includes(JSON.stringify(text).slice(1, -1)));
}
