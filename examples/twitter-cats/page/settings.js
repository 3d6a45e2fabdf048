// Settings that the browser keeps: theme, sensitive pictures, how many cats.

import { turnIcon } from "./dom.js";
import { clampMax } from "./options.js";

const KEY = "wall";
const THEMES = { auto: "as the system", light: "light", dark: "dark" };
const SENSITIVE = ["blur", "hide", "show"];

export class Settings {
  #values;
  #form;
  #button;
  #changed;

  /** changed(name, value) is called when somebody chose; max is the URL's wish, which is not kept. */
  constructor(form, button, max, changed) {
    this.#form = form;
    this.#button = button;
    this.#changed = changed;
    const kept = read();
    this.#values = {
      theme: kept.theme in THEMES ? kept.theme : "auto",
      sensitive: SENSITIVE.includes(kept.sensitive) ? kept.sensitive : "blur",
      max: max ?? clampMax(kept.max),
    };
    form.addEventListener("change", (event) => {
      const { name, value } = event.target;
      this.#set(name, name === "max" ? clampMax(value) : value);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const names = Object.keys(THEMES);
      this.#set("theme", names[(names.indexOf(this.theme) + 1) % names.length]);
    });
    this.#show();
  }

  get theme() {
    return this.#values.theme;
  }

  get sensitive() {
    return this.#values.sensitive;
  }

  get max() {
    return this.#values.max;
  }

  #set(name, value) {
    this.#values[name] = value;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#values));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    this.#show();
    this.#changed(name, value);
  }

  #show() {
    const { theme, sensitive, max } = this.#values;
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    this.#form.elements.theme.value = theme;
    this.#form.elements.sensitive.value = sensitive;
    this.#form.elements.max.value = max;
    this.#button.setAttribute("aria-label", `Theme: ${THEMES[theme]}`);
    turnIcon(this.#button, theme);
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
