// The wall: tiles in columns, placed by translation alone.
//
// A new tile goes on top of the shortest column and only that column moves, so most of the wall stays where it is. In the
// document the newest tile is first. As no tile has a place in the layout, nothing that arrives shifts it.

import { makeTile, tickTimes } from "./tile.js";

const GAP = 16;

export class Wall {
  #root;
  #tiles = []; // newest first: {card, el, column, y, height}
  #columns = [];
  #byElement = new WeakMap();
  #resized;
  #width = 0;

  constructor(root, { max, sensitive }) {
    this.#root = root;
    this.max = max;
    this.sensitive = sensitive;
    this.#resized = new ResizeObserver((entries) => this.#measureAgain(entries));
    this.#resized.observe(root);
  }

  get size() {
    return this.#tiles.length;
  }

  /** add puts cards on the wall, given oldest first, and answers those that may be shown. */
  add(cards) {
    const fresh = cards
      .filter((card) => !(card.sensitive && this.sensitive === "hide"))
      .map((card) => ({ card, el: makeTile(card, this.sensitive) }));
    if (fresh.length === 0) return [];
    this.#root.prepend(...fresh.map((tile) => tile.el).reverse());
    for (const tile of fresh) tile.height = tile.el.offsetHeight;
    for (const tile of fresh) {
      this.#byElement.set(tile.el, tile);
      this.#tiles.unshift(tile);
      this.#place(tile);
    }
    this.#trim();
    this.#arrange();
    void this.#root.offsetHeight; // the first place is taken before moving is animated
    for (const { el } of fresh) {
      el.classList.add("placed");
      this.#resized.observe(el);
    }
    return fresh.map((tile) => tile.card);
  }

  remove(id) {
    const tile = this.#tiles.find((t) => t.card.id === id);
    if (!tile) return;
    this.#drop(tile);
    this.#arrange();
  }

  /** trimTo sets the most tiles there may be. */
  trimTo(max) {
    this.max = max;
    this.#trim();
    this.#arrange();
  }

  /** redraw builds all tiles anew, after a setting changed what they show. */
  redraw() {
    const cards = this.#tiles.map((tile) => tile.card).reverse();
    for (const tile of [...this.#tiles]) this.#drop(tile);
    this.add(cards);
  }

  card(el) {
    return this.#byElement.get(el)?.card ?? null;
  }

  /** step answers the tile n further on in order of arrival: 1 is the next older one; the newest where el is none. */
  step(el, n) {
    const i = this.#tiles.findIndex((tile) => tile.el === el);
    return i < 0 ? this.#tiles[0]?.el : this.#tiles[i + n]?.el;
  }

  /** beside answers the tile to the left, right, up or down of el. */
  beside(el, side) {
    const from = this.#byElement.get(el);
    if (!from) return this.#tiles[0]?.el;
    const column = from.column + (side === "right" ? 1 : side === "left" ? -1 : 0);
    const distance = (tile) => {
      if (side === "down") return tile.y - from.y;
      if (side === "up") return from.y - tile.y;
      return Math.abs(tile.y + tile.height / 2 - from.y - from.height / 2) + 1;
    };
    return this.#tiles.filter((tile) => tile.column === column && distance(tile) > 0)
      .sort((a, b) => distance(a) - distance(b))[0]?.el;
  }

  tick() {
    tickTimes(this.#root);
  }

  #place(tile) {
    const shortest = this.#columns.reduce((best, column, i) => (column.height < this.#columns[best].height ? i : best), 0);
    const column = this.#columns[shortest];
    tile.column = shortest;
    column.tiles.unshift(tile);
    column.height += tile.height + GAP;
  }

  #drop(tile) {
    this.#tiles.splice(this.#tiles.indexOf(tile), 1);
    const column = this.#columns[tile.column];
    column.tiles.splice(column.tiles.indexOf(tile), 1);
    column.height -= tile.height + GAP;
    this.#resized.unobserve(tile.el);
    tile.el.remove();
  }

  #trim() {
    while (this.#tiles.length > this.max) this.#drop(this.#tiles.at(-1));
  }

  // Gives every tile its place; those that stand there already are not touched.
  #arrange() {
    this.#columns.forEach((column, i) => {
      let y = 0;
      for (const tile of column.tiles) {
        if (tile.y !== y || tile.x !== i) {
          tile.x = i;
          tile.y = y;
          tile.el.style.translate = `${i * (this.#width + GAP)}px ${y}px`;
        }
        y += tile.height + GAP;
      }
    });
    this.#root.style.height = `${Math.max(0, ...this.#columns.map((column) => column.height))}px`;
    this.#tiles.forEach((tile, i) => tile.el.setAttribute("aria-posinset", String(i + 1)));
    this.#root.ariaBusy = String(this.size === 0); // a feed must have articles, or be about to get some
  }

  #measureAgain(entries) {
    const wide = entries.some((entry) => entry.target === this.#root) && this.#layColumns();
    const grown = entries.filter((entry) => {
      const tile = this.#byElement.get(entry.target);
      return tile && tile.height !== entry.target.offsetHeight;
    });
    if (wide || grown.length > 0) this.#layAgain();
  }

  // Answers whether the columns have changed.
  #layColumns() {
    const style = getComputedStyle(this.#root);
    const least = Number.parseFloat(style.getPropertyValue("--column"));
    const room = this.#root.clientWidth;
    const n = Math.max(1, Math.floor((room + GAP) / (least + GAP)));
    const width = (room - (n - 1) * GAP) / n;
    if (n === this.#columns.length && width === this.#width) return false;
    this.#width = width;
    this.#columns = Array.from({ length: n }, () => ({ tiles: [], height: 0 }));
    this.#root.style.setProperty("--width", `${width}px`);
    return true;
  }

  #layAgain() {
    this.#root.classList.add("still");
    for (const column of this.#columns) Object.assign(column, { tiles: [], height: 0 });
    for (const tile of this.#tiles) {
      tile.height = tile.el.offsetHeight;
      tile.x = null;
    }
    for (const tile of this.#tiles.toReversed()) this.#place(tile);
    this.#arrange();
    requestAnimationFrame(() => this.#root.classList.remove("still"));
  }

  /** ready lays the columns, which must be there before the first tile. */
  ready() {
    this.#layColumns();
    return this;
  }
}
