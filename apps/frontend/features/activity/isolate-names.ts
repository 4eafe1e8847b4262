import type { ActivityEntry } from "@pakaura/contract/events";
import { isolate } from "../../lib/isolate.ts";

type Named = Pick<ActivityEntry, "task_title" | "changes">;

/** The sentence of an entry, in which the titles and tags that it names cannot turn the words around them. */
export function isolateNames(sentence: string, { task_title: title, changes }: Named): string {
  const values = Object.values(changes).flatMap((change) => [change.old, change.new].flat());
  const names = new Set([title, ...values.filter((value) => typeof value === "string")]);
  // The longest first: one may be a part of another.
  return [...names]
    .toSorted((left, right) => right.length - left.length)
    .reduce((text, name) => text.replaceAll(name, () => isolate(name)), sentence);
}
