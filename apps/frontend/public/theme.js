// Sets the colour scheme before the first paint. A classic script of its own: the page allows no inline code.
(function () {
  let choice = "system";
  try {
    choice = localStorage.getItem("pakaura.theme") || "system";
  } catch {
    // Storage may be forbidden; the system's scheme is right then.
  }
  const isDark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  const meta = document.querySelector('meta[name="theme-color"]');
  if (meta) meta.setAttribute("content", isDark ? "#161716" : "#fcfcfa");
})();
