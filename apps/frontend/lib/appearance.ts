import { createStore, type Store } from "./store.ts";

/** What of the look can be chosen on a device; the first of each is what it begins with. */
export const appearances = {
  theme: ["system", "light", "dark"],
  accent: ["pine", "ocean", "plum", "clay", "graphite"],
  contrast: ["system", "more"],
  density: ["comfortable", "compact"],
  motion: ["system", "reduced"],
} as const;
export type Appearance = typeof appearances;
export type Aspect = keyof Appearance;
type Choice<Name extends Aspect> = Appearance[Name][number];

const keyOf = (aspect: Aspect): string => `pakaura.${aspect}`;

function stored<Name extends Aspect>(aspect: Name): Choice<Name> {
  const value = localStorage.getItem(keyOf(aspect));
  const choices: readonly Choice<Name>[] = appearances[aspect];
  return choices.find((choice) => choice === value) ?? appearances[aspect][0];
}

/** What is chosen on this device. `public/theme.js` applies the same before the first paint. */
export const appearance: { [Name in Aspect]: Store<Choice<Name>> } = {
  theme: createStore(stored("theme")),
  accent: createStore(stored("accent")),
  contrast: createStore(stored("contrast")),
  density: createStore(stored("density")),
  motion: createStore(stored("motion")),
};

const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");
const systemWantsContrast = window.matchMedia("(prefers-contrast: more)");
const systemWantsRest = window.matchMedia("(prefers-reduced-motion: reduce)");

function apply(): void {
  const { dataset } = document.documentElement;
  const theme = appearance.theme.get();
  const isDark = theme === "dark" || (theme === "system" && systemIsDark.matches);
  const wantsContrast = appearance.contrast.get() === "more" || systemWantsContrast.matches;
  const wantsRest = appearance.motion.get() === "reduced" || systemWantsRest.matches;
  dataset["theme"] = isDark ? "dark" : "light";
  dataset["accent"] = appearance.accent.get();
  dataset["contrast"] = wantsContrast ? "more" : "standard";
  dataset["density"] = appearance.density.get();
  dataset["motion"] = wantsRest ? "reduced" : "full";
  const canvas = getComputedStyle(document.documentElement).getPropertyValue("--canvas");
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", canvas.trim());
}

/** Chooses and remembers one aspect of the look. */
export function chooseAppearance<Name extends Aspect>(aspect: Name, choice: Choice<Name>): void {
  localStorage.setItem(keyOf(aspect), choice);
  const store: Store<Choice<Name>> = appearance[aspect];
  store.set(choice);
  apply();
}

/** Applies what is chosen, and keeps to what the system wishes while the page is open. */
export function followAppearance(): void {
  apply();
  for (const media of [systemIsDark, systemWantsContrast, systemWantsRest]) {
    media.addEventListener("change", apply);
  }
}
