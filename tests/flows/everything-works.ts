import { expect, vi } from "vitest";
import type { Account } from "../account.ts";
import type { Listener } from "../listener.ts";
import { tasksOf } from "./due-tasks.ts";

const patience = { timeout: 60_000, interval: 50 };

/**
 * All that stands on PostgreSQL: a write, the log, a job, and a session, open since the account was new, that misses
 * nothing. Each time with another title.
 */
export async function expectEverythingToWork(
  url: string,
  account: Account,
  session: Listener,
  title: string,
): Promise<void> {
  const tasks = tasksOf(url, account);
  // It may be refused for a moment still.
  const { id } = await vi.waitFor(() => tasks.addWithReminder(title, 1_500), patience);
  await vi.waitFor(async () => {
    expect(await tasks.sentences()).toContain(`Reminder sent: ${title}, due now`);
  }, patience);
  await vi.waitFor(() => {
    const events = session.messages.flatMap((message) =>
      message.type === "event" ? [message] : [],
    );
    const fired = events.filter(({ event }) => event.type === "reminder.fired");
    expect(fired.map(({ event }) => event.subject)).toContain(id);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  }, patience);
}
