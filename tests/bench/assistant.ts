import { newConversation } from "@pakaura/domain/assistant/conversation";
import { decide } from "@pakaura/domain/assistant/deciding/decide";
import type { AssistantTask, World } from "@pakaura/domain/assistant/world";
import { ms, type Row } from "./row.ts";
import { percentile } from "./statistics.ts";

/** Of 2,000 tasks, in milliseconds. */
const allowedMs = 10;
const taskCount = 2_000;
const verbs = ["Call", "Buy", "Write", "Renew", "Clean", "Send", "Sort"];
const nouns = ["plumber", "stamps", "report", "passport", "gutters", "parcel", "photos", "garden"];
const said = [
  "move write report 2 to friday",
  "complete call plumber 0 and buy stamps 1",
  "what's overdue?",
  "tag renew passport 3 with travel",
  "make the gutters urgent",
  "add buy milk for saturday at 10",
  "don't delete the photos",
  "remind me an hour before send parcel 5",
  "Verschieb den Bericht auf Freitag",
  "hello there",
];

/** Row 18: how long a turn of the assistant is decided over, p95. */
export function benchAssistant(): Promise<Row[]> {
  const at = {
    now: Date.now(),
    timeZone: "Europe/London",
    weekStart: "monday",
    locale: "en-GB",
  } as const;
  const samples = Array.from({ length: 60 }, () =>
    said.map((text) => {
      // A turn reads the tasks anew, so that nothing is known of this list.
      const world: World = { tasks: madeTasks(), trash: [], reminders: [], entries: [] };
      const startedAt = performance.now();
      decide(
        { text, world, conversation: newConversation, at },
        { turnId: "turn", newId: () => "new" },
      );
      return performance.now() - startedAt;
    }),
  );
  const ours = percentile(samples.slice(10).flat(), 0.95);
  const row: Row = {
    number: "18",
    measure: "a turn of the assistant over 2,000 tasks, p95",
    ours: ms(ours),
    reference: ms(allowedMs),
    ratio: ours / allowedMs,
    target: { atMost: 1 },
  };
  return Promise.resolve([row]);
}

function madeTasks(): AssistantTask[] {
  return Array.from({ length: taskCount }, (_, index) => ({
    id: `task ${index}`,
    title: `${verbs[index % verbs.length]} ${nouns[index % nouns.length]} ${index}`,
    due_date: index % 3 === 0 ? "2030-01-07" : null,
    priority: "none",
    tags: [nouns[index % nouns.length] ?? ""],
    completed: index % 5 === 0,
    recurrence: null,
    reminder_lead_minutes: 30,
  }));
}
