import type { Span } from "../../quick-add/phrase.ts";
import type { Context } from "../context.ts";
import type { Conversation } from "../conversation.ts";
import type { Lexicon } from "../languages/lexicon.ts";
import type { SpokenAt } from "../moment.ts";
import { quotedSpans, titleSpans } from "../protect.ts";
import { indexOf } from "../targets/task-index.ts";
import { wordsOf, type Word } from "../words.ts";
import type { World } from "../world.ts";

/** A turn as it is decided: what was said, and where. */
export type Said = {
  text: string;
  world: World;
  conversation: Conversation;
  at: SpokenAt;
  /** Whether words were put in place of typing errors. */
  isCorrected?: boolean;
};

/** A context of a turn in a language, and the words of the turn with titles and quotations kept. */
export function contextOf(
  { text, world, conversation, at, isCorrected = false }: Said,
  lexicon: Lexicon,
): { context: Context; words: Word[] } {
  const { language } = lexicon;
  const index = indexOf(world.tasks, language);
  const trashIndex = indexOf(world.trash, language);
  const quoted = quotedSpans(text);
  const titles = titleSpans(text, [index, trashIndex]).filter(
    (title) => !quoted.some((span) => isOver(span, title)),
  );
  const context: Context = {
    text,
    // Quick add reads English beside any other language.
    at: { ...at, locale: at.locale.startsWith(language.code) ? at.locale : language.code },
    spokenLocale: at.locale,
    lexicon,
    world,
    index,
    trashIndex,
    conversation,
    tags: new Set(index.tags.keys()),
    spokenOf: [],
    spokenTags: [],
    fits: new Map(),
    sayings: new Map(),
    isCorrected,
    changed: new Map(),
  };
  return { context, words: wordsOf(text, [...quoted, ...titles]) };
}

function isOver(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}
