import type { Context } from "../context.ts";
import { englishReplies } from "./english.ts";
import { germanReplies } from "./german.ts";
import type { Replies } from "./replies.ts";
import { wordsFor } from "./reply-words.ts";

/** The replies in the language of a context. */
export function repliesFor(context: Context): Replies {
  const words = wordsFor(context);
  return context.lexicon.language.code === "de" ? germanReplies(words) : englishReplies(words);
}
