import { streamEventSchema, type StreamEvent } from "@pakaura/contract/events";
import type { Task } from "@pakaura/contract/task";
import { describe, expect, it } from "vitest";
import { watchOverwritten } from "./overwritten.ts";
import { aTask } from "./task.fixture.ts";

let sequence = 0;

/** An event that tells of a changed field, `from` a browser at `time`. */
function updated(
  from: "here" | "elsewhere" | "system",
  field: keyof Task,
  value: string | number | null,
  time = "2026-11-24T10:00:00.000Z",
): StreamEvent {
  sequence += 1;
  const task = aTask({ [field]: value, version: sequence });
  return streamEventSchema.parse({
    specversion: "1.0",
    id: crypto.randomUUID(),
    type: "task.updated",
    source: "pakaura/api",
    subject: task.id,
    time,
    datacontenttype: "application/json",
    partitionkey: "user",
    sequence,
    data: {
      user_id: "user",
      task_id: task.id,
      correlation_id: from,
      payload: {
        task,
        changed_fields: { [field]: { old: null, new: value } },
        actor: from === "system" ? "system" : "user",
      },
    },
  });
}

function watch() {
  const find = watchOverwritten((id) => id === "here");
  return (...events: StreamEvent[]) =>
    find(events).map(({ field, lost, kept }) => `${kept} ${field} ${JSON.stringify(lost)}`);
}

describe("words that were written here", () => {
  it("and are replaced elsewhere right after are told, with what they were", () => {
    const told = watch();
    expect(told(updated("here", "title", "Mine"))).toEqual([]);
    expect(told(updated("elsewhere", "title", "Theirs"))).toEqual([
      'elsewhere title {"title":"Mine"}',
    ]);
    expect(told(updated("elsewhere", "title", "Theirs again"))).toEqual([]);
  });

  it("are told though both come at once, as after a while without a network", () => {
    expect(watch()(updated("here", "notes", "Mine"), updated("elsewhere", "notes", ""))).toEqual([
      'elsewhere notes {"notes":"Mine"}',
    ]);
  });

  it("are not told of when it is another field, the same value, or one's own next change", () => {
    const told = watch();
    told(updated("here", "title", "Mine"));
    expect(told(updated("elsewhere", "priority", "high"))).toEqual([]);
    expect(told(updated("elsewhere", "title", "Mine"))).toEqual([]);
    expect(told(updated("here", "title", "Mine too"))).toEqual([]);
    expect(told(updated("system", "title", "By a rule"))).toEqual([]);
  });

  it("are not told of when they were there to be seen for a while", () => {
    const told = watch();
    told(updated("here", "title", "Mine", "2026-11-24T10:00:00.000Z"));
    expect(told(updated("elsewhere", "title", "Theirs", "2026-11-24T10:06:00.000Z"))).toEqual([]);
  });
});
