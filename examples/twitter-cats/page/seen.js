// Remembers which cards have come, so that what is replayed after a reconnect is not shown twice. A deleted card stays
// known and does not come back.

const MOST = 5000;

export class Seen {
  #ids = new Set();

  /** add answers whether id is new. */
  add(id) {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > MOST) this.#ids.delete(this.#ids.values().next().value);
    return true;
  }
}
