// All that the page tells about itself: the connection, trouble, counts, what waits, the empty wall, announcements.

import { turnIcon } from "./dom.js";
import { ago } from "./when.js";

const ANNOUNCE = 30_000;

const $ = (id) => document.getElementById(id);

export class Signs {
  #state = "connecting";
  #retryAt = 0;
  #status = null;
  #lastCat = null;
  #size = 0;
  #shown = 0;
  #announced = { at: 0, shown: 0, words: "" };

  constructor() {
    setInterval(() => this.#tick(), 1000);
  }

  connection(state, { retryAt = 0 }) {
    this.#state = state;
    this.#retryAt = retryAt;
    if (state !== "live") this.#status = this.#status && { ...this.#status, trouble: null };
    this.#tick();
  }

  status(status) {
    this.#status = status;
    count("n-seen", status.seen);
    count("n-media", status.media);
    $("demo").dataset.on = String(status.demo || $("demo").dataset.card === "true");
    this.#tick();
  }

  /** arrived tells of a card that came, shown or not. */
  arrived(card) {
    this.#lastCat = Date.now();
    if (!card.demo) return;
    $("demo").dataset.card = "true";
    $("demo").dataset.on = "true";
  }

  shown(n, size) {
    this.#shown += n;
    this.#size = size;
    count("n-shown", this.#shown);
    $("empty").hidden = size > 0;
  }

  waiting({ held, waiting, dropped }, size) {
    const more = $("more");
    more.hidden = !held || waiting === 0 || size === 0;
    more.querySelector("span").textContent = `${waiting}${dropped > 0 ? "+" : ""} new`;
  }

  pause(on) {
    document.body.classList.toggle("paused", on);
    this.#say(on ? "Paused" : "Running");
  }

  #tick() {
    const { name, words, detail } = this.#connectionWords();
    const link = $("link");
    if (link.dataset.state !== name) {
      link.dataset.state = name;
      turnIcon(link, name);
    }
    set($("link-words"), words);
    set($("link-age"), detail);
    this.#tickNotice();
    if (this.#size === 0) this.#tickEmpty();
    this.#announce(words);
  }

  #connectionWords() {
    const trouble = this.#status?.trouble;
    if (this.#state === "reconnecting") {
      const seconds = Math.max(0, Math.ceil((this.#retryAt - Date.now()) / 1000));
      return { name: "reconnecting", words: "Reconnecting", detail: `in ${seconds} s` };
    }
    if (this.#state === "connecting") return { name: "connecting", words: "Connecting", detail: "" };
    if (trouble) return { name: "trouble", words: trouble.words, detail: "" };
    return { name: "live", words: "Live", detail: this.#lastCat ? `last cat ${ago(this.#lastCat)}` : "" };
  }

  #tickNotice() {
    const trouble = this.#state === "live" ? this.#status?.trouble : null;
    $("notice").hidden = !trouble;
    if (trouble) set($("notice").querySelector("span"), `${trouble.words}: ${trouble.reason}`);
  }

  #tickEmpty() {
    const polled = this.#status?.polled;
    const { seen, media } = this.#status ?? {};
    let words = "";
    if (polled) words = `The source was polled ${ago(polled)}. `;
    if (seen > 0) words += `${media ?? 0} of ${seen} posts had pictures.`;
    set($("empty-detail"), words);
  }

  // Never each cat: a summary, at most twice a minute, and what changes about the connection.
  #announce(words) {
    const due = Date.now() - this.#announced.at >= ANNOUNCE;
    const news = this.#shown - this.#announced.shown;
    const changed = words !== this.#announced.words;
    if (!due || (!changed && news === 0)) return;
    this.#announced = { at: Date.now(), shown: this.#shown, words };
    this.#say(`${words}. ${news} new ${news === 1 ? "cat" : "cats"}, ${this.#size} on the wall.`);
  }

  #say(words) {
    $("announce").textContent = words;
  }
}

function count(id, n) {
  set($(id), n === null ? "–" : n.toLocaleString("en"));
}

function set(el, words) {
  if (el.textContent !== words) el.textContent = words;
}
