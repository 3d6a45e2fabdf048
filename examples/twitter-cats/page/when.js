// Times in words.

const UNITS = [[86_400, "d"], [3600, "h"], [60, "min"], [1, "s"]];

/** age answers "now", "12 s", "3 min", "2 h" or "4 d". */
export function age(ms, now = Date.now()) {
  const seconds = Math.max(0, Math.floor((now - ms) / 1000));
  if (seconds < 5) return "now";
  const [size, unit] = UNITS.find(([s]) => seconds >= s);
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** ago answers "just now" or "12 s ago". */
export function ago(ms, now = Date.now()) {
  const words = age(ms, now);
  return words === "now" ? "just now" : `${words} ago`;
}

export function full(ms) {
  return new Date(ms).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
