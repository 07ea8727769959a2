// How the page speaks with its server: JSON to and fro, and one stream of events. Addresses are relative, so the secret word in the
// path of the page is in every one of them.

/** The server said no, and why. */
export class Refusal extends Error {
  constructor(status, answer) {
    super(answer.message ?? `the notebook's server answered with ${status}`);
    this.status = status;
    this.answer = answer;
  }
}

/** Nobody answered. */
export class Silence extends Error {}

/** Tells two tabs of one browser apart. */
export const TAB = crypto.randomUUID();

/** What early.js has asked for: the answer counts once, and only as the first thing that is asked. */
function askedEarly(path) {
  const { early } = globalThis;
  globalThis.early = undefined;
  return early?.path === path ? early.answer : null;
}

const address = (lesson, what) => `api/lesson/${encodeURIComponent(lesson)}${what === "" ? "" : `/${what}`}`;

async function ask(path, request) {
  let response;
  try {
    response = (await askedEarly(path)) ?? (await fetch(path, request));
  } catch {
    throw new Silence("the notebook's server does not answer");
  }
  const text = await response.text().catch(() => "");
  let answer;
  try {
    answer = text === "" ? {} : JSON.parse(text);
  } catch {
    answer = {};
  }
  if (!response.ok) {
    throw new Refusal(response.status, answer);
  }
  return answer;
}

export const askLessons = () => ask("api/lessons");

/** @param what empty for the lesson itself, else `variables` and the like */
export const get = (lesson, what = "") => ask(address(lesson, what));

export const post = (lesson, what, body = {}) => ask(address(lesson, what), {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ ...body, tab: TAB }),
});

export const exportAddress = (lesson, format) => address(lesson, `export/${format}`);

export const openEvents = (lesson) => new EventSource(`${address(lesson, "events")}?tab=${TAB}`);
