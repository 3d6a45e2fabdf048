// What the gateway's status topic says, in the words that the page shows.

export function readStatus(body, ids) {
  let raw;
  try {
    raw = JSON.parse(body);
  } catch {
    return null;
  }
  if (!Array.isArray(raw?.routes)) return null;
  const source = raw.routes.find((route) => route?.id === ids.seen);
  const wall = raw.routes.find((route) => route?.id === ids.wall);
  const poll = Date.parse(source?.health?.lastPoll);
  return {
    seen: total(source),
    media: total(wall),
    demo: source?.health?.demo === true || /[?&]baseUrl=demo:/.test(source?.from ?? ""),
    polled: Number.isNaN(poll) ? null : poll,
    trouble: trouble("Broker gone", wall) ?? trouble("Source down", source),
  };
}

function total(route) {
  return Number.isFinite(route?.total) ? route.total : null;
}

function trouble(words, route) {
  if (!route) return null;
  const down = route.health?.up === false;
  if ((route.state === "started" || route.state === undefined) && !down) return null;
  const reason = route.reason || route.health?.reason || (down ? "it does not answer" : `the route is ${route.state}`);
  return { words, reason: String(reason).slice(0, 300) };
}
