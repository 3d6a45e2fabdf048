// A message of the topic into a card, or null where it is none. Nothing of a message is trusted: lengths are bounded,
// addresses are http(s) or root-relative, and the page shows all text by textContent.
//
// A media item may be a card's (thumb, full, alt, w, h) or as X gives it (url, preview_image_url, alt_text, width,
// height), and so may the author (handle or username), so that a route can hand them through as they are.

const MAX_TEXT = 5000;
const MAX_MEDIA = 4;

export function readCard(body, base) {
  let raw;
  try {
    raw = JSON.parse(body);
  } catch {
    return null;
  }
  const id = text(raw?.id, 200);
  if (!id) return null;
  if (raw.op === "delete") return { op: "delete", id };
  const author = readAuthor(raw.author, raw.url, base);
  const words = text(raw.text, MAX_TEXT);
  const media = (Array.isArray(raw.media) ? raw.media : []).slice(0, MAX_MEDIA)
    .map((item) => readMedia(item, base)).filter(Boolean);
  if (!words && media.length === 0) return null;
  for (const item of media) {
    item.label = item.alt || `${KINDS[item.type]} posted by ${author.name}: ${words.slice(0, 80)}`;
  }
  return {
    op: "upsert",
    id,
    text: words,
    media,
    author,
    url: address(raw.url, base),
    lang: language(raw.lang),
    time: time(raw.time ?? raw.created_at),
    sensitive: raw.sensitive === true || raw.sensitive === "true",
    likes: count(raw.counts?.like ?? raw.counts?.like_count),
    licence: text(raw.licence, 80),
    demo: raw.source === "demo",
  };
}

const KINDS = { photo: "Photo", video: "Video", gif: "GIF" };

function readMedia(raw, base) {
  const thumb = address(raw?.thumb ?? raw?.preview_image_url ?? raw?.url, base);
  if (!thumb) return null;
  const type = raw.type === "animated_gif" ? "gif" : raw.type;
  return {
    type: type in KINDS ? type : "photo",
    thumb,
    full: address(raw.full, base) ?? thumb,
    alt: text(raw.alt ?? raw.alt_text, 1000),
    w: size(raw.w ?? raw.width),
    h: size(raw.h ?? raw.height),
  };
}

function readAuthor(raw, postUrl, base) {
  const user = text(raw?.handle ?? raw?.username, 60).replace(/^@/, "");
  const own = address(raw?.url, base);
  // A post's address on X begins with its author's: https://host/user/status/1.
  const post = user && address(postUrl, base);
  const end = post ? post.indexOf(`/${user}/status/`) : -1;
  return {
    name: text(raw?.name, 80) || user || "Somebody",
    handle: user && `@${user}`,
    url: own ?? (end > 0 ? post.slice(0, end + 1 + user.length) : null),
    avatar: address(raw?.avatar ?? raw?.profile_image_url, base),
  };
}

/** address answers an absolute http(s) URL, or null. */
export function address(value, base) {
  if (typeof value !== "string" || value.length > 2000) return null;
  if (!/^https?:\/\//i.test(value) && !/^\/[^/\\]/.test(value)) return null;
  try {
    return new URL(value, base).href;
  } catch {
    return null;
  }
}

function text(value, most) {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value.trim().slice(0, most) : "";
}

function time(value) {
  const ms = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? null : ms;
}

function size(value) {
  return Number.isFinite(value) && value > 0 && value < 20_000 ? value : null;
}

function count(value) {
  return Number.isFinite(value) && value > 0 ? value : 0;
}

// X says "in" and "iw" where the registry has "id" and "he", and "und" or "zxx" where it does not know.
function language(value) {
  if (typeof value !== "string" || !/^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(value)) return null;
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null;
  } catch {
    return null;
  }
}
