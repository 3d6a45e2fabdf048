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
    demo: source?.health?.demo === true,
    polled: Number.isNaN(poll) ? null : poll,
    trouble: trouble("Broker gone", wall) ?? trouble("Source down", source),
  };
}

function total(route) {
  return Number.isFinite(route?.total) ? route.total : null;
}

// A route that has started may still have a reason not to be well: its source or a target is away.
function trouble(words, route) {
  if (!route || (route.state === "started" && !route.reason)) return null;
  return { words, reason: String(route.reason || `the route is ${route.state}`).slice(0, 300) };
}
