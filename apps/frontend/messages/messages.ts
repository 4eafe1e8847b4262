import { sayAll } from "./all-messages.ts";
import type { AllMessages } from "./all-en.ts";
import type { Messages } from "./en.ts";
import { setLocale } from "./format.ts";

/** The languages of the app, by their own names. Each has its catalogues, which are loaded only when it is spoken. */
export const languages = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof languages;

/** How the texts that the first page needs are loaded, and how those besides them. */
type Catalogues = {
  first: () => Promise<Messages>;
  all: (first: Messages) => Promise<AllMessages>;
};

const catalogues: Record<Language, Catalogues> = {
  en: {
    first: async () => (await import("./en.ts")).en,
    all: async (first) => (await import("./all-en.ts")).allEnglish(first),
  },
  de: {
    first: async () => (await import("./de.ts")).de,
    all: async (first) => (await import("./all-de.ts")).allGerman(first),
  },
};

/**
 * The texts of the first page, in the language that is spoken: `m.tasks.add`. It changes with the language,
 * so it is read where something is shown, never kept in a constant of a module.
 */
export let m: Messages;

let spoken: Language | null = null;
let isAllWanted = false;
/** The language whose texts are all there. */
let complete: Language | null = null;

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

/**
 * Loads the messages of a language: all of them once anything has asked for all. Dates and numbers follow the
 * region that is preferred for it.
 */
export async function loadMessages(
  language: Language,
  preferred: readonly string[] = [],
): Promise<void> {
  const first = await catalogues[language].first();
  // Asked only now: it may have been wanted meanwhile.
  if (isAllWanted) sayAllIn(language, await catalogues[language].all(first));
  m = first;
  spoken = language;
  setLocale(preferred.find((tag) => baseOf(tag) === language) ?? language);
}

/** Loads the texts that the first page does without, of the language that is spoken and of any spoken later. */
export async function loadAllMessages(): Promise<void> {
  isAllWanted = true;
  while (spoken !== null && spoken !== complete) {
    const language = spoken;
    const all = await catalogues[language].all(m);
    // Another language may have been chosen meanwhile.
    if (language === spoken) sayAllIn(language, all);
  }
}

function sayAllIn(language: Language, messages: AllMessages): void {
  sayAll(messages);
  complete = language;
}
