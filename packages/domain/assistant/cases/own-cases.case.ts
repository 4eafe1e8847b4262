import { readFileSync } from "node:fs";
import { applyOperations } from "../apply-operations.ts";
import { worldOf, type Case } from "../evaluate.ts";
import type { Operation } from "../operation.ts";
import type { AssistantTask, World } from "../world.ts";

type Effect = "execute" | "answer" | "confirm" | "ask" | "refuse";

/** What a turn must come to. */
export type Expected = {
  user: string;
  effect: Effect;
  operations?: Operation[];
  /** Asking to confirm the same is right as well. */
  confirm_ok?: boolean;
  or_effects?: Effect[];
  shows?: string[];
  hides?: string[];
};

/** A dialogue in one of the worlds, labelled from the policies before any rule was written. */
export type OwnCase = { id: string; world: string; kind: string; turns: Expected[] };

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}

const worlds = JSON.parse(read("own-worlds.json")) as Record<string, Omit<Case, "id" | "turns">>;

/** The labelled cases. */
export function ownCases(): OwnCase[] {
  return read("own-cases.jsonl")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as OwnCase);
}

/** A case with its world, as the evaluation takes it. */
export function caseOf({ id, world, turns }: OwnCase): Case {
  const place = worlds[world];
  if (place === undefined) throw new Error(`There is no world ${world}`);
  return { ...place, id, turns };
}

/** A world as far as a label may speak of it: instants in UTC, and what was put off. */
export function stateOf(world: World, operations: readonly Operation[]): unknown {
  const puts = operations.flatMap((one) =>
    one.op === "snooze_reminder" ? [[one.id, one.until] as const] : [],
  );
  const snoozed = [...new Map(puts)].flatMap(([id, until]) =>
    until === null ? [] : [[id, new Date(until).toISOString()]],
  );
  const { tasks, trash } = applyOperations(world, operations);
  const plain = (task: AssistantTask): unknown[] => [
    task.id,
    task.title.toLowerCase(),
    task.notes ?? "",
    task.due_date === null || task.due_date.length === 10
      ? task.due_date
      : new Date(task.due_date).toISOString(),
    task.priority,
    [...task.tags].sort(),
    task.recurrence,
    task.reminder_lead_minutes,
    task.completed,
  ];
  const byId = (all: readonly AssistantTask[]): unknown[] =>
    all.toSorted((left, right) => (left.id < right.id ? -1 : 1)).map(plain);
  return { tasks: byId(tasks), trash: byId(trash), snoozed };
}

/** The world of a case when it begins. */
export function startOf(one: OwnCase): World {
  return worldOf(caseOf(one).state);
}
