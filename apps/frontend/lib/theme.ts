import { createStore } from "./store.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const storageKey = "pakaura.theme";
const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

function storedTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return themes.find((theme) => theme === stored) ?? "system";
}

/** The chosen theme. `public/theme.js` applies the same before the first paint. */
export const theme = createStore<Theme>(storedTheme());

function apply(): void {
  const chosen = theme.get();
  const isDark = chosen === "dark" || (chosen === "system" && systemIsDark.matches);
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  document
    .querySelector('meta[name="theme-color"]')
    ?.setAttribute("content", isDark ? "#161716" : "#fcfcfa");
}

/** Chooses and remembers a theme. */
export function setTheme(next: Theme): void {
  localStorage.setItem(storageKey, next);
  theme.set(next);
}

theme.subscribe(apply);
systemIsDark.addEventListener("change", apply);
