// Hands a file to the user.

const MINUTE_MILLISECONDS = 60_000;

export function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE_MILLISECONDS);
}
