// The difference of two texts, line by line: the longest common sequence, as `diff` has it.

/** @return [{mark: " " | "-" | "+", line}] */
export function difference(before, after) {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  const lengths = commonLengths(old, fresh);
  const lines = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      lines.push({ mark: " ", line: old[i] });
      i++;
      j++;
    } else if (j >= fresh.length || (i < old.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      lines.push({ mark: "-", line: old[i++] });
    } else {
      lines.push({ mark: "+", line: fresh[j++] });
    }
  }
  return lines;
}

function commonLengths(old, fresh) {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      lengths[i][j] = old[i] === fresh[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}
