import type { Draft } from "../../app/drafts.ts";
import { newLineId } from "../../app/quick-add-state.ts";
import { hasTypedAhead } from "../../app/typed-ahead.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import { newestDraft } from "./newest-draft.ts";

/** The line that a quick add begins with; one that was given to be tried is no draft until it is changed. */
export type FirstLine = Draft & { origin: "new" | "given" | "draft" };

/** A line that begins with a text: one to be tried, or the title of a task that was refused. */
export function lineWith(text: string, origin: "given" | "new"): FirstLine {
  return { id: uuidV7(), text, ignored: [], origin };
}

/** The line that was left last; what has been typed since the quick add was asked for is one of its own. */
export function draftOrNewLine(): FirstLine {
  const draft = hasTypedAhead() ? null : newestDraft();
  return draft
    ? { ...draft, origin: "draft" }
    : { id: newLineId(), text: "", ignored: [], origin: "new" };
}
