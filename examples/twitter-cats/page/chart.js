// A bar a minute; the three counts stand in one bar, one before the other, as each is a part of the one before.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 300;
const HEIGHT = 56;
const SERIES = ["seen", "media", "shown"];

export class Chart {
  #svg;
  #bars = [];

  constructor(svg, minutes) {
    this.#svg = svg;
    const step = WIDTH / minutes;
    for (let i = 0; i < minutes; i++) {
      this.#bars.push(Object.fromEntries(SERIES.map((series) => [series, this.#bar(series, i * step, step - 3)])));
    }
  }

  draw(minutes) {
    const peak = Math.max(4, ...minutes.map((m) => Math.max(m.seen, m.media, m.shown)));
    minutes.forEach((m, i) => {
      for (const series of SERIES) {
        const h = m[series] === 0 ? 1.5 : Math.max(3, (m[series] / peak) * HEIGHT);
        const bar = this.#bars[i][series];
        bar.setAttribute("y", String(HEIGHT - h));
        bar.setAttribute("height", String(h));
        bar.classList.toggle("none", m[series] === 0);
      }
    });
    const now = minutes.at(-1);
    const before = minutes.at(-2);
    this.#svg.setAttribute("aria-label",
      `This minute: ${now.seen} posts seen, ${now.media} with pictures, ${now.shown} shown. ` +
      `The minute before: ${before.seen}, ${before.media}, ${before.shown}. Highest: ${peak}.`);
  }

  #bar(series, x, width) {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", series);
    rect.setAttribute("x", String(x));
    rect.setAttribute("width", String(width));
    rect.setAttribute("rx", "1.5");
    this.#svg.append(rect);
    return rect;
  }
}
