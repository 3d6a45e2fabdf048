// One card as an <article>.

import { element, icon, outLink } from "./dom.js";
import { age, full } from "./when.js";

const RETRY = 1500;
const TALLEST = 3 / 4;
const WIDEST = 16 / 9;

let serial = 0;

export function makeTile(card, sensitive) {
  serial += 1;
  const name = `tile-${serial}-name`;
  const words = `tile-${serial}-text`;
  const tile = element("article", { class: "tile", tabindex: 0, "aria-labelledby": name, "aria-describedby": words, "aria-setsize": -1, "data-id": card.id },
    card.media.length > 0 ? makePicture(card, sensitive) : null,
    element("div", { class: "words" },
      element("header", {}, makeAvatar(card.author), makeAuthor(card, name)),
      element("p", { class: "text", id: words, dir: "auto", lang: card.lang }, card.text),
      card.url && outLink(card.url, { class: "view", "aria-label": `View post by ${card.author.name}` }, "View post", icon("out"))));
  tile.classList.toggle("spoken", card.media.length === 0);
  tile.style.setProperty("--tint", String(hue(card.id)));
  return tile;
}

function makeAuthor(card, id) {
  const { author } = card;
  return element("p", { class: "author" },
    author.url ? outLink(author.url, { class: "name", id }, author.name) : element("b", { class: "name", id }, author.name),
    element("span", { class: "by" },
      author.handle && element("span", { class: "handle" }, author.handle),
      makeTime(card)));
}

/** makeTime makes a <time> that tickTimes keeps. */
export function makeTime(card) {
  if (card.time === null) return null;
  return element("time", { datetime: new Date(card.time).toISOString(), title: full(card.time) }, age(card.time));
}

export function tickTimes(root) {
  const now = Date.now();
  for (const el of root.querySelectorAll("time")) {
    const words = age(Date.parse(el.dateTime), now);
    if (el.textContent !== words) el.textContent = words;
  }
}

export function makeAvatar(author) {
  const box = element("span", { class: "avatar", "aria-hidden": "true" }, [...author.name][0].toUpperCase());
  if (author.avatar) {
    const img = element("img", { alt: "", width: 36, height: 36, loading: "lazy", decoding: "async", referrerpolicy: "no-referrer" });
    img.addEventListener("error", () => img.remove(), { once: true });
    img.src = author.avatar;
    box.append(img);
  }
  return box;
}

function makePicture(card, sensitive) {
  const [first] = card.media;
  const figure = element("figure", { class: "picture" }, makeImage(first, first.thumb));
  const ratio = first.w && first.h ? first.w / first.h : 1;
  figure.style.setProperty("--ratio", String(Math.min(WIDEST, Math.max(TALLEST, ratio))));
  const marks = element("div", { class: "marks" },
    first.type !== "photo" && element("span", { class: "mark" }, icon("play"), first.type === "gif" ? "GIF" : "Video"),
    card.media.length > 1 && element("span", { class: "mark" }, icon("stack"), `1 of ${card.media.length}`));
  if (marks.hasChildNodes()) figure.append(marks);
  if (first.alt) figure.append(...makeAlt(first.alt));
  if (card.sensitive && sensitive === "blur") veil(figure);
  return figure;
}

/** makeImage makes an image that tries twice and then leaves a neutral box. */
export function makeImage(media, src, loading = "lazy") {
  const img = element("img", { alt: media.label, width: media.w, height: media.h, loading, decoding: "async", referrerpolicy: "no-referrer" });
  let tries = 0;
  img.addEventListener("load", () => img.classList.add("loaded"));
  img.addEventListener("error", () => {
    tries += 1;
    if (tries === 1) setTimeout(() => { img.src = src; }, RETRY);
    else img.classList.add("broken");
  });
  img.src = src;
  return img;
}

function makeAlt(alt) {
  const words = element("p", { class: "alt-words", hidden: true }, alt);
  const badge = element("button", { type: "button", class: "mark alt", "aria-expanded": "false", "aria-label": "ALT: description of the picture" }, "ALT");
  badge.addEventListener("click", (event) => {
    event.stopPropagation();
    words.hidden = !words.hidden;
    badge.setAttribute("aria-expanded", String(!words.hidden));
  });
  return [words, badge];
}

/** veil blurs a sensitive picture until its button is pressed. */
export function veil(figure) {
  figure.classList.add("veiled");
  const show = element("button", { type: "button", class: "show" }, "Show");
  const cover = element("div", { class: "veil" }, element("span", {}, "Sensitive picture"), show);
  show.addEventListener("click", (event) => {
    event.stopPropagation();
    figure.classList.remove("veiled");
    cover.remove();
    figure.closest("article, .pictures")?.focus({ preventScroll: true });
  });
  figure.append(cover);
}

// A steady hue per card for the box that waits for its picture.
function hue(id) {
  let h = 0;
  for (const ch of id) h = (h * 31 + ch.codePointAt(0)) % 360;
  return h;
}
