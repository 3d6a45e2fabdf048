// What the page is told: data- attributes of <html>, and the URL's parameters over them.

export function readOptions(search = location.search, data = document.documentElement.dataset) {
  const query = new URLSearchParams(search);
  const ws = socket(query.get("ws")) ?? socket(data.ws) ?? ownSocket();
  return {
    topic: destination(query.get("topic")) ?? data.topic,
    status: destination(query.get("status")) ?? data.status,
    title: query.get("title")?.trim().slice(0, 60) || null,
    max: query.has("max") ? clampMax(query.get("max")) : null,
    kiosk: query.get("kiosk") === "1",
    ws,
    // Root-relative addresses in cards are the gateway's, which need not be the host of the page.
    base: ws.replace(/^ws/, "http"),
    routes: { seen: data.seen, wall: data.wall },
  };
}

export function clampMax(value) {
  const n = Number.parseInt(value, 10);
  return Number.isNaN(n) ? 120 : Math.min(300, Math.max(24, n));
}

function destination(text) {
  return text && /^\/topic\/[\w.\-/]{1,120}$/.test(text) ? text : null;
}

function socket(text) {
  try {
    const url = new URL(text);
    return url.protocol === "ws:" || url.protocol === "wss:" ? url.href : null;
  } catch {
    return null;
  }
}

function ownSocket() {
  const url = new URL("/ws", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
