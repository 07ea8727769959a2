// Container ids and digests have 64 digits, of which people read the first few.

const LONG = /([0-9a-f]{12})[0-9a-f]{52,}/g;

/** The same with long ids cut, as Docker cuts them. */
export const brief = (text) => text.replace(LONG, "$1…");
