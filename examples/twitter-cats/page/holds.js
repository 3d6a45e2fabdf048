// What keeps the wall still besides the pause button: somebody who reads.

const TOP = 120; // px scrolled down before the wall waits
const IDLE = 30_000; // a pointer that has not moved for so long is nobody's

export function watchReader(root, drip) {
  addEventListener("scroll", () => drip.hold("scroll", scrollY > TOP), { passive: true });

  root.addEventListener("focusin", () => drip.hold("focus", true));
  root.addEventListener("focusout", (event) => drip.hold("focus", root.contains(event.relatedTarget)));

  let idle = null;
  const hover = (on) => {
    clearTimeout(idle);
    drip.hold("hover", on);
    if (on) idle = setTimeout(() => drip.hold("hover", false), IDLE);
  };
  root.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") hover(event.target.closest("article") !== null);
  });
  root.addEventListener("pointerleave", () => hover(false));
}

/** stayAwake keeps the screen on while the page is seen, where the browser can. */
export function stayAwake() {
  const ask = () => {
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}
