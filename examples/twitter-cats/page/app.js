// Puts the page together: feed -> cards -> drip -> wall, and what is told about it.

import { readCard } from "./cards.js";
import { Chart } from "./chart.js";
import { Counts, MINUTES } from "./counts.js";
import { turnIcon } from "./dom.js";
import { Drip } from "./drip.js";
import { Feed } from "./feed.js";
import { stayAwake, watchReader } from "./holds.js";
import { listen } from "./keys.js";
import { readOptions } from "./options.js";
import { Seen } from "./seen.js";
import { Settings } from "./settings.js";
import { Signs } from "./signs.js";
import { readStatus } from "./status.js";
import { Viewer } from "./viewer.js";
import { Wall } from "./wall.js";

const FILL = 24; // tiles that are shown at once when the page opens

const $ = (id) => document.getElementById(id);
const options = readOptions();
const counts = new Counts();
const chart = new Chart($("chart"), MINUTES);
const seen = new Seen();
const signs = new Signs();
const settings = new Settings($("settings").querySelector("form"), $("theme"), options.max, changeSetting);
const wall = new Wall($("wall"), settings).ready();
const drip = new Drip(FILL, show, (waiting) => signs.waiting(waiting, wall.size));
const viewer = new Viewer($("viewer"), () => drip.hold("dialog", false));

if (options.title) {
  document.title = options.title;
  $("title").textContent = options.title;
}
if (options.kiosk) stayAwake();
else watchReader($("wall"), drip);

new Feed(options, {
  state: (name, detail) => signs.connection(name, detail),
  card: (body, replayed) => {
    const card = readCard(body, options.base);
    if (card) take({ ...card, replayed });
  },
  status: (body) => {
    const status = readStatus(body, options.routes);
    if (!status) return;
    counts.total("seen", status.seen);
    counts.total("media", status.media);
    signs.status(status);
    draw();
  },
}).start();

function take(card) {
  signs.arrived(card);
  if (card.op === "delete") {
    seen.add(card.id);
    drip.remove(card.id);
    wall.remove(card.id);
  } else if (seen.add(card.id)) {
    drip.push(card);
  }
}

function show(cards) {
  const fresh = wall.add(cards);
  counts.add("shown", fresh.filter((card) => !card.replayed).length);
  signs.shown(fresh.length, wall.size);
  draw();
}

function draw() {
  chart.draw(counts.last());
}

function changeSetting(name, value) {
  if (name === "max") wall.trimTo(value);
  if (name === "sensitive") {
    wall.sensitive = value;
    wall.redraw();
  }
}

function pause(on = !drip.holds("pause")) {
  drip.hold("pause", on);
  $("pause").setAttribute("aria-pressed", String(on));
  $("pause").querySelector("span").textContent = on ? "Resume" : "Pause";
  turnIcon($("pause"), on ? "play" : "pause");
  signs.pause(on);
  if (!on && !drip.held) drip.flush();
}

let opened = null;

function open(tile) {
  const card = wall.card(tile);
  if (!card) return;
  opened = tile;
  drip.hold("dialog", true);
  viewer.open(card, settings.sensitive);
}

// Another cat in the open dialog: 1 is the next older one.
function turn(n) {
  const tile = viewer.isOpen && wall.step(opened, n);
  if (tile) open(tile);
}

function leave() {
  if ($("wall").contains(document.activeElement)) document.activeElement.blur();
}

$("pause").addEventListener("click", () => pause());
$("more").addEventListener("click", () => {
  leave();
  scrollTo({ top: 0 });
  if (drip.holds("pause")) pause(false);
  drip.flush();
});
$("settings-open").addEventListener("click", () => $("settings").showModal());
$("help-open").addEventListener("click", () => $("help").showModal());
$("wall").addEventListener("click", (event) => {
  const tile = event.target.closest("article");
  if (tile && !event.target.closest("a, button, .alt-words") && !getSelection().toString()) open(tile);
});
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".close")) dialog.close();
  });
}
listen(wall, { pause: () => pause(), help: () => $("help").showModal(), open, turn, leave });

draw();
setInterval(() => wall.tick(), 15_000);
setInterval(draw, 10_000);
