import { activityPageSchema, eventsAnswerSchema, taskPageSchema } from "@pakaura/contract/http";
import type { ActivityEntry, StreamEvent } from "@pakaura/contract/events";
import { expect, vi } from "vitest";
import type { Account } from "../account.ts";
import type { AwaySession } from "./away-session.ts";
import type { Acknowledged, Consequence } from "./writer.ts";

/** Somebody who writes, with a session that loses its connection, and what they were promised. */
export type User = { account: Account; away: AwaySession; acknowledged: Acknowledged[] };

type Place = { url: string; account: Account };

/** How long what follows from a write may take, unless the caller knows better. */
const defaultPatienceMs = 60_000;

/** What the API answers to this user, who may see it. */
export async function get({ url, account }: Place, path: string): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1${path}`, { headers: account.headers });
  expect(answer.status).toBe(200);
  return answer.json();
}

async function readAllEvents(place: Place): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.sequence ?? 0;
    const answer = eventsAnswerSchema.parse(await get(place, `/events?after=${after}&limit=500`));
    events.push(...answer.events);
    if (events.length >= answer.latest_sequence) return events;
  }
}

async function readAllActivity(place: Place): Promise<ActivityEntry[]> {
  const entries: ActivityEntry[] = [];
  let cursor: string | null = null;
  do {
    const page = activityPageSchema.parse(
      await get(place, `/activity?per_page=100${cursor === null ? "" : `&cursor=${cursor}`}`),
    );
    entries.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return entries;
}

/**
 * Reads the history of a user: every acknowledged write has its event, its one entry, its next instance
 * and its reminder, and a session that was away has all of it once, in order.
 */
export async function expectNothingLost(
  url: string,
  user: User,
  patienceMs = defaultPatienceMs,
): Promise<void> {
  const patience = { timeout: patienceMs, interval: 100 };
  const place = { url, account: user.account };
  await vi.waitFor(async () => expectConsequences(user, await readAllEvents(place)), patience);
  const events = await readAllEvents(place);
  expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));

  const versions = events.flatMap((event) => {
    const version = versionOf(event);
    return version === null ? [] : [`${event.subject} ${version}`];
  });
  expect(new Set(versions).size, "one event per version").toBe(versions.length);
  const written = user.acknowledged.map((write) => `${write.taskId} ${write.version}`);
  expect(new Set(written).difference(new Set(versions))).toEqual(new Set());

  const { total } = taskPageSchema.parse(await get(place, "/tasks"));
  expect(total).toBe(new Set(events.map((event) => event.subject)).size);

  await vi.waitFor(async () => {
    const entries = await readAllActivity(place);
    const logged = entries.map((entry) => entry.event_id).toReversed();
    expect(logged.slice(0, events.length)).toEqual(events.map((event) => event.id));
  }, patience);

  await user.away.connect(url, user.account.token);
  user.away.disconnect();
  // More may have come meanwhile: a reminder whose time it was.
  const seen = user.away.events.slice(0, events.length).map((event) => event.id);
  expect(seen).toEqual(events.map((event) => event.id));
}

/** Each completed series has one next instance, and each reminder was fired once. */
function expectConsequences(user: User, events: readonly StreamEvent[]): void {
  const made = events.flatMap((event) =>
    event.type === "recurrence.instance-created"
      ? [event.data.payload.task.recurrence_parent_id ?? ""]
      : [],
  );
  const fired = events.flatMap(({ type, subject }) => (type === "reminder.fired" ? [subject] : []));
  expect(new Set(made).size, "one next instance").toBe(made.length);
  expect(new Set(fired).size, "one reminder").toBe(fired.length);
  const wanted = (consequence: Consequence): Set<string> =>
    new Set(
      user.acknowledged.flatMap((write) =>
        write.consequence === consequence ? [write.taskId] : [],
      ),
    );
  expect(wanted("next instance").difference(new Set(made))).toEqual(new Set());
  expect(wanted("reminder").difference(new Set(fired))).toEqual(new Set());
}

/** The version that an event made; null for one that leaves the task as it is. */
function versionOf(event: StreamEvent): number | null {
  if (event.type === "recurrence.triggered") return null;
  return "task" in event.data.payload ? event.data.payload.task.version : null;
}
