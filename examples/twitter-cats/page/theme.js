// Runs before the first paint, so that a chosen theme never flashes the other one.
(() => {
  try {
    const { theme } = JSON.parse(localStorage.getItem("wall") ?? "{}");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // No storage, or not our JSON: the system's theme it is.
  }
  if (new URLSearchParams(location.search).get("kiosk") === "1") document.documentElement.dataset.kiosk = "";
})();
