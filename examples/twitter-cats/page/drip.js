// Lets cards onto the wall one by one. A poll brings many posts at once; spread over the time to the next one they
// feel live. While something holds the wall still they wait here.

const MOST_WAITING = 200;
const SPREAD = 4500; // a burst is spread over about this many ms, which is a little less than the demo's poll
const FASTEST = 300;
const SLOWEST = 2500;
const GATHER = 40; // while the wall fills at the start, what comes within this many ms is shown together

export class Drip {
  #waiting = [];
  #holds = new Set();
  #timer = null;
  #filling;
  #show;
  #changed;

  /** show(cards, oldest first) puts cards onto the wall; changed({held, waiting, dropped}) tells what waits. */
  constructor(fill, show, changed) {
    this.#filling = fill;
    this.#show = show;
    this.#changed = changed;
    this.dropped = 0;
  }

  get held() {
    return this.#holds.size > 0;
  }

  holds(reason) {
    return this.#holds.has(reason);
  }

  push(card) {
    this.#waiting.push(card);
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting.shift();
      this.dropped += 1;
    }
    this.#schedule();
    this.#tell();
  }

  remove(id) {
    this.#waiting = this.#waiting.filter((card) => card.id !== id);
    this.#tell();
  }

  /** hold keeps the wall still for a reason (pause, scroll, focus, hover, dialog) until hold(reason, false). */
  hold(reason, on) {
    if (this.#holds.has(reason) === on) return;
    if (on) this.#holds.add(reason);
    else this.#holds.delete(reason);
    this.#schedule();
    this.#tell();
  }

  /** flush shows all that waits, at once. */
  flush() {
    const cards = this.#waiting;
    this.#waiting = [];
    this.dropped = 0;
    if (cards.length > 0) this.#give(cards);
    this.#tell();
  }

  #schedule() {
    if (this.held) {
      clearTimeout(this.#timer);
      this.#timer = null;
    } else if (this.#timer === null && this.#waiting.length > 0) {
      this.#timer = setTimeout(() => this.#next(), this.#delay());
    }
  }

  #delay() {
    if (this.#filling > 0) return GATHER;
    return Math.min(SLOWEST, Math.max(FASTEST, SPREAD / this.#waiting.length));
  }

  #next() {
    this.#timer = null;
    const n = this.#filling > 0 ? this.#filling : 1;
    this.#give(this.#waiting.splice(0, n));
    this.#schedule();
    this.#tell();
  }

  #give(cards) {
    this.#filling = Math.max(0, this.#filling - cards.length);
    this.#show(cards);
  }

  #tell() {
    if (!this.held) this.dropped = 0;
    this.#changed({ held: this.held, waiting: this.#waiting.length, dropped: this.dropped });
  }
}
