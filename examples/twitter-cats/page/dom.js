// Building elements: text stays text, there is no markup to parse.

const SVG = "http://www.w3.org/2000/svg";

/** element makes <tag> with attributes and children; what is null, false or "" is left out. */
export function element(tag, attributes = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) el.setAttribute(name, value === true ? "" : String(value));
  }
  el.append(...children.filter((child) => child !== null && child !== false && child !== ""));
  return el;
}

/** icon makes an icon of the page's sprite. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** turnIcon shows another icon in an element that has one. */
export function turnIcon(el, name) {
  el.querySelector("use").setAttribute("href", `#i-${name}`);
}

/** link makes a link to another site. */
export function outLink(url, attributes, ...children) {
  return element("a", { ...attributes, href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
