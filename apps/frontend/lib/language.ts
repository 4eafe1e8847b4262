import { isLanguage, loadMessages, m, pickLanguage, type Language } from "../messages/messages.ts";
import { createStore } from "./store.ts";

const storageKey = "pakaura.language";

function storedChoice(): Language | null {
  const stored = localStorage.getItem(storageKey) ?? "";
  return isLanguage(stored) ? stored : null;
}

/** The language that was chosen on this device; null for the browser's own. */
export const languageChoice = createStore<Language | null>(storedChoice());

/** The language that is spoken. The page is built anew when it changes. */
export const language = createStore<Language>("en");

/** Loads the messages of the chosen language, or of the one that the browser prefers. */
export async function speak(): Promise<void> {
  const next = languageChoice.get() ?? pickLanguage(navigator.languages);
  await loadMessages(next, navigator.languages);
  document.documentElement.lang = next;
  document.documentElement.dir = m.direction;
  language.set(next);
}

/** Speaks what the person has chosen, here or on another device; what the app does not speak is left. */
export async function speakFor(tag: string | null): Promise<void> {
  const wanted = tag === null ? null : pickLanguage([tag]);
  if (wanted !== null && wanted !== language.get()) await chooseLanguage(wanted);
}

/** Chooses and remembers a language; null follows the browser. */
export async function chooseLanguage(choice: Language | null): Promise<void> {
  if (choice === null) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, choice);
  languageChoice.set(choice);
  await speak();
}
