// The keyboard. Keys in fields are left alone, and so is Space on a button or link.

const SIDES = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

/** listen maps keys to the page's actions: pause(), help(), open(tile), turn(n), leave(). */
export function listen(wall, actions) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey && !isEnd(event) || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea")) return;
    if (document.querySelector("dialog[open]")) {
      if (event.key === "j") actions.turn(1);
      if (event.key === "k") actions.turn(-1);
      return;
    }
    if (act(event, wall, actions)) event.preventDefault();
  });
}

// Answers whether the key was one of ours.
function act(event, wall, actions) {
  const tile = event.target.closest("article");
  const onControl = event.target.closest("button, a") !== null;
  switch (event.key) {
    case " ":
      if (onControl) return false;
      actions.pause();
      return true;
    case "?":
      actions.help();
      return true;
    case "Enter":
      if (!tile || onControl) return false;
      actions.open(tile);
      return true;
    case "Escape":
      actions.leave();
      return true;
    case "j":
      return focus(wall.step(tile, 1));
    case "k":
      return focus(wall.step(tile, -1));
    case "PageDown": // the feed pattern's keys, inside the feed only
      return tile !== null && focus(wall.step(tile, 1));
    case "PageUp":
      return tile !== null && focus(wall.step(tile, -1));
    case "Home":
    case "End":
      if (!tile || !event.ctrlKey) return false;
      actions.leave();
      return true;
  }
  // Away from the wall the arrows scroll the page, as ever.
  return event.key in SIDES && tile !== null && focus(wall.beside(tile, SIDES[event.key]));
}

function isEnd(event) {
  return event.key === "Home" || event.key === "End";
}

function focus(tile) {
  tile?.focus();
  tile?.scrollIntoView({ block: "nearest" });
  return true;
}
