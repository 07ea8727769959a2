// The filter box speaks the language of the command line (learnc.runtime.trace.EventFilter):
//
//     mount,%file     these system calls, and this class of them      !close,read   all others      %file,!read   all of these but one
//     stage:exec      one stage           failed, succeeded           path:/proc    what touches that path or what is below it
//
// and its options: -e mount, --stage exec, -P /proc, -z, -Z. Besides, `changing` means what changed the state, and any other word
// (or "several words") must stand somewhere in the step.

import { touches } from "./touching.js";
import { CLASSES } from "../words/classes.js";

const WORDS = /"([^"]*)"|(\S+)/g;
const STAGE = "stage:";
const PATH = "path:";
const SIMPLE = new Set(["failed", "succeeded", "changing"]);

const nothing = () => ({ names: new Set(), excluded: new Set(), stages: new Set(), refused: null, changing: false, paths: [], texts: [] });

/** What a filter says. Throws an Error with a sentence for the user. */
export function parseFilter(text, knownSystemCalls = []) {
  const known = new Set([...knownSystemCalls, ...[...CLASSES.values()].flatMap((members) => [...members])]);
  const filter = nothing();
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
    filter.texts.push(option);
  } else if (option === "--stage") {
    filter.stages.add(value());
  } else if (option === "-e") {
    takeExpression(filter, value());
  } else if (option === "-P") {
    filter.paths.push(value());
  } else if (option === "-z" || option === "-Z") {
    filter.refused = option === "-Z";
  } else if (isExpression(option, known)) {
    takeExpression(filter, option);
  } else {
    filter.texts.push(option);
  }
}

/** What starts with % or !, and what has only words of the language, is an expression. */
const isExpression = (word, known) => /^[%!]./.test(word)
  || word.split(",").every((part) => known.has(part) || SIMPLE.has(part) || part.startsWith(STAGE) || part.startsWith(PATH) || /^[%!]./.test(part));

/** `mount,%net,!close,stage:exec`, as behind -e. */
function takeExpression(filter, text) {
  const wanted = text.startsWith("trace=") ? text.slice("trace=".length) : text;
  const isInverted = wanted.startsWith("!");
  for (const word of (isInverted ? wanted.slice(1) : wanted).split(",").map((part) => part.trim()).filter(Boolean)) {
    if (word.startsWith(STAGE)) {
      filter.stages.add(word.slice(STAGE.length));
    } else if (word.startsWith(PATH)) {
      filter.paths.push(word.slice(PATH.length));
    } else if (word === "failed" || word === "succeeded") {
      filter.refused = word === "failed";
    } else if (word === "changing") {
      filter.changing = true;
    } else if (word.startsWith("!")) {
      add(filter.excluded, meant(word.slice(1)));
    } else {
      add(isInverted ? filter.excluded : filter.names, meant(word));
    }
  }
}

const add = (set, names) => names.forEach((name) => set.add(name));

function meant(name) {
  if (!name.startsWith("%")) {
    return [name];
  }
  const members = CLASSES.get(name === "%network" ? "net" : name.slice(1));
  return [...(members ?? fail(`there is no class ${name}; there are %${[...CLASSES.keys()].join(", %")}`))];
}

function fail(sentence) {
  throw new Error(sentence);
}

/** Whether a system call of this name is wanted. */
const isNamed = ({ names, excluded }, systemCall) => (names.size === 0 || names.has(systemCall)) && !excluded.has(systemCall);

/** Whether anything is left out. */
export const isOn = (filter) => filter.names.size + filter.excluded.size + filter.stages.size + filter.paths.length + filter.texts.length > 0
  || filter.refused !== null || filter.changing;

/** A test for events by their number: columns first, which is quick, then the line itself. */
export function tester(trace, filter) {
  const { columns } = trace;
  const stages = columns.stages.list.map((stage) => filter.stages.size === 0 || filter.stages.has(stage));
  const calls = columns.systemCalls.list.map((name) => isNamed(filter, name));
  const texts = filter.texts.map((text) => text.toLowerCase());
  return (index) => calls[columns.systemCall.at(index)] && stages[columns.stage.at(index)]
    && (filter.refused === null || (columns.isRefused.at(index) === 1) === filter.refused)
    && (!filter.changing || columns.changes.at(index) > 0)
    && (texts.length === 0 || holdsAll(trace.lineOf(index), texts))
    && filter.paths.every((path) => touches(trace.event(index), path));
}

function holdsAll(line, texts) {
  const small = line.toLowerCase();
  return texts.every((text) => small.includes(text) || small.includes(JSON.stringify(text).slice(1, -1)));
}
