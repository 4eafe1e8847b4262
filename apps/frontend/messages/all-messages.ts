import type { AllMessages } from "./all-en.ts";

/**
 * Every text of the app, in the language that is spoken, for what is loaded after the first page: `lazyPart`
 * and `loadPartWithTexts` have them there before they hand on the part. What the first page loads reads those of `messages.ts`.
 */
export let m: AllMessages;

/** Called once all texts of a language are there. */
export function sayAll(messages: AllMessages): void {
  m = messages;
}
