import type { Messages } from "./en.ts";
import { setLocale } from "./format.ts";

/** The languages of the app, by their own names. Each has a catalogue, which is loaded only when it is spoken. */
export const languages = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof languages;

const catalogues: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import("./en.ts")).en,
  de: async () => (await import("./de.ts")).de,
};

/**
 * Every text of the app, in the language that is spoken: `m.tasks.add`. It changes with the language,
 * so it is read where something is shown, never kept in a constant of a module.
 */
export let m: Messages;

/** The language of a BCP 47 tag, without its region: `de` for `de-AT`. */
function baseOf(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? "";
}

/** True for a language that the app speaks. */
export function isLanguage(name: string): name is Language {
  return Object.hasOwn(languages, name);
}

/** The first of the preferred languages (BCP 47 tags, as `navigator.languages`) that the app speaks. */
export function pickLanguage(preferred: readonly string[]): Language {
  return preferred.map(baseOf).find(isLanguage) ?? "en";
}

/** Loads the messages of a language. Dates and numbers follow the region that is preferred for it. */
export async function loadMessages(
  language: Language,
  preferred: readonly string[] = [],
): Promise<void> {
  m = await catalogues[language]();
  setLocale(preferred.find((tag) => baseOf(tag) === language) ?? language);
}
