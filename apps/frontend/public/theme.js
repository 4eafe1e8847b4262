// Sets the look before the first paint. A classic script of its own: the page allows no inline code.
(function () {
  const root = document.documentElement;
  const prefers = (query) => matchMedia(`(prefers-${query})`).matches;
  const chosen = (aspect, otherwise) => {
    try {
      return localStorage.getItem(`pakaura.${aspect}`) || otherwise;
    } catch {
      // Storage may be forbidden; what the system wishes is right then.
      return otherwise;
    }
  };
  const theme = chosen("theme", "system");
  const isDark = theme === "dark" || (theme !== "light" && prefers("color-scheme: dark"));
  const isContrasty = chosen("contrast", "system") === "more" || prefers("contrast: more");
  const isCalm = chosen("motion", "system") === "reduced" || prefers("reduced-motion: reduce");
  root.dataset.theme = isDark ? "dark" : "light";
  root.dataset.accent = chosen("accent", "pine");
  root.dataset.contrast = isContrasty ? "more" : "standard";
  root.dataset.density = chosen("density", "comfortable");
  root.dataset.motion = isCalm ? "reduced" : "full";
})();

// A page that does not start says so, by a script that needs no other: see start-failed/.
(function () {
  const isStarted = () => document.getElementById("root")?.hasChildNodes();
  const fail = (fault, message) => {
    const script = document.createElement("script");
    script.src = "/start-failed.js";
    script.dataset.fault = fault;
    script.dataset.message = message;
    document.head.append(script);
  };
  addEventListener("pakaura-failed", ({ detail }) => fail(detail.fault, detail.message));
  addEventListener(
    "error",
    ({ target }) => {
      if (target.type === "module" && !isStarted()) fail("gone", "");
    },
    true,
  );
  setTimeout(() => {
    if (!isStarted() && !document.getElementById("start-failed")) fail("slow", "");
  }, 20000);
})();
