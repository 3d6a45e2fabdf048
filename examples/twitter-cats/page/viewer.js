// The dialog that shows one cat large.

import { element, icon, outLink } from "./dom.js";
import { makeAvatar, makeImage, makeTime, veil } from "./tile.js";

export class Viewer {
  #dialog;
  #pictures;
  #post;

  /** closed is called when the dialog has closed. */
  constructor(dialog, closed) {
    this.#dialog = dialog;
    this.#pictures = dialog.querySelector(".pictures");
    this.#post = dialog.querySelector(".post");
    dialog.addEventListener("close", () => {
      this.#pictures.replaceChildren();
      closed();
    });
  }

  get isOpen() {
    return this.#dialog.open;
  }

  open(card, sensitive) {
    this.#pictures.replaceChildren(...card.media.map((media) => this.#figure(card, media, sensitive)));
    this.#pictures.hidden = card.media.length === 0;
    this.#pictures.scrollTop = 0;
    this.#post.replaceChildren(...this.#words(card));
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #figure(card, media, sensitive) {
    // A sensitive picture stays the small one that is there already, until somebody asks for it in the tile's setting.
    const hidden = card.sensitive && sensitive !== "show";
    const picture = element("div", { class: "picture" }, makeImage(media, hidden ? media.thumb : media.full, "eager"));
    if (media.w && media.h) picture.style.setProperty("--ratio", String(media.w / media.h));
    if (hidden) veil(picture);
    return element("figure", {}, picture, media.alt && element("figcaption", {}, media.alt));
  }

  #words(card) {
    const { author } = card;
    return [
      element("header", {}, makeAvatar(author),
        element("p", { class: "author" },
          element("b", { class: "name", id: "viewer-name" }, author.name),
          element("span", { class: "by" },
            author.handle && (author.url ? outLink(author.url, { class: "handle" }, author.handle) : element("span", { class: "handle" }, author.handle)),
            makeTime(card)))),
      element("p", { class: "text", dir: "auto", lang: card.lang }, ...linked(card.text)),
      element("p", { class: "foot" },
        card.likes > 0 && element("span", { class: "likes" }, icon("like"), `${card.likes.toLocaleString()} ${card.likes === 1 ? "like" : "likes"}`),
        card.licence && element("span", {}, card.licence),
        card.url && outLink(card.url, { class: "view" }, "View post", icon("out"))),
    ];
  }
}

// Text with its web addresses as links.
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/u)
    .map((part, i) => (i % 2 === 1 ? outLink(part, {}, part.replace(/^https?:\/\//, "")) : part));
}
