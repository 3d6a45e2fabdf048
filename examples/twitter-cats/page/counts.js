// Counts a minute: posts seen, those with media, those shown.

export const MINUTES = 30;

export class Counts {
  #minutes = new Map();
  #totals = {};

  /** total takes a running total and counts what it grew by; the first one says nothing about this minute. */
  total(series, value, now = Date.now()) {
    if (value === null) return;
    const before = this.#totals[series];
    this.#totals[series] = value;
    if (before === undefined) return;
    // A total that fell is that of a server which has started again.
    this.add(series, value < before ? value : value - before, now);
  }

  add(series, n, now = Date.now()) {
    const minute = Math.floor(now / 60_000);
    const counts = this.#minutes.get(minute) ?? { seen: 0, media: 0, shown: 0 };
    counts[series] += n;
    this.#minutes.set(minute, counts);
    for (const old of this.#minutes.keys()) {
      if (old <= minute - MINUTES) this.#minutes.delete(old);
    }
  }

  /** last answers the last 30 minutes, oldest first. */
  last(now = Date.now()) {
    const minute = Math.floor(now / 60_000);
    return Array.from({ length: MINUTES }, (_, i) =>
      this.#minutes.get(minute - MINUTES + 1 + i) ?? { seen: 0, media: 0, shown: 0 });
  }
}
