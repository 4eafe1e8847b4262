import type { ActivityEntry } from "@pakaura/contract/events";
import { localDate } from "@pakaura/domain/due-date";
import { m } from "../../messages/all-messages.ts";

export type EntryDay = { day: string; entries: ActivityEntry[] };

/** Entries, newest first, by the local day on which they happened. */
export function groupEntries(entries: readonly ActivityEntry[], timeZone: string): EntryDay[] {
  const byDay = Map.groupBy(entries, (entry) => localDate(Date.parse(entry.time), timeZone));
  return [...byDay].map(([day, items]) => ({ day, entries: items }));
}

/** From so many on, what one request did to many tasks is told in one line. */
const toldTogether = 3;

/**
 * Entries that one request made of the same action stand together: it gave them one time. Fewer than
 * three stand alone.
 */
export function stepsOf(entries: readonly ActivityEntry[]): ActivityEntry[][] {
  const steps: ActivityEntry[][] = [];
  for (const entry of entries) {
    const last = steps.at(-1);
    const [before] = last ?? [];
    const isSame =
      before?.time === entry.time &&
      before.action === entry.action &&
      before.actor_detail === entry.actor_detail;
    if (last && isSame) last.push(entry);
    else steps.push([entry]);
  }
  return steps.flatMap((step) =>
    step.length < toldTogether ? step.map((entry) => [entry]) : [step],
  );
}

/** What a sentence does not say by itself: whose doing it was, if not the person's own. */
export function actorWords(entry: Pick<ActivityEntry, "actor" | "actor_detail">): string | null {
  if (entry.actor_detail) {
    return entry.actor_detail.startsWith("token: ")
      ? m.activity.byToken(entry.actor_detail.slice(7))
      : m.activity.by(entry.actor_detail);
  }
  return entry.actor === "system" ? m.activity.byPakaura : null;
}
