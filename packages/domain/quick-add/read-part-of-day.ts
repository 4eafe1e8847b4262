import type { Cursor } from "./cursor.ts";
import type { PartOfDay } from "./phrase.ts";

/** A part of the day as it stands beside a date or a time: "in the evening", "abends". */
export function readPartOfDay(cursor: Cursor): PartOfDay | null {
  const { words } = cursor;
  return (
    cursor.attempt(() => cursor.take(words.adverbParts)) ??
    cursor.attempt(() => (cursor.has(words.inThePart) ? cursor.take(words.partsOfDay) : null))
  );
}
