import type { Press } from "../../app/replay-keys.ts";
import type { Held } from "../../app/typed-ahead.ts";
import type { LeftForPart } from "./open-task.ts";
import { partPlaces } from "./wanted-part.ts";

/** What was typed for a part of a task, as it was stored; null for what is not whole, whoever wrote it. */
export function parseLeftForPart(text: string): LeftForPart | null {
  try {
    const stored: unknown = JSON.parse(text);
    return isLeftForPart(stored) ? stored : null;
  } catch {
    return null;
  }
}

function isLeftForPart(stored: unknown): stored is LeftForPart {
  const { taskId, part, presses } = fieldsOf<LeftForPart>(stored);
  const isPart = typeof part === "string" && Object.hasOwn(partPlaces, part);
  return typeof taskId === "string" && isPart && Array.isArray(presses) && presses.every(isHeld);
}

function isHeld(stored: unknown): stored is Held {
  const { kind, text } = fieldsOf<Held & { kind: "paste" }>(stored);
  return kind === "paste" ? typeof text === "string" : isPress(stored);
}

function isPress(stored: unknown): stored is Press {
  const { kind, key, code, ...held } = fieldsOf<Press>(stored);
  const isKey = kind === "key" && typeof key === "string" && typeof code === "string";
  return isKey && [held.isText, held.shiftKey, held.altKey].every((is) => typeof is === "boolean");
}

/** The fields that it may have; none for what is no object. */
function fieldsOf<Whole>(stored: unknown): Partial<Record<keyof Whole, unknown>> {
  return Object(stored) as Partial<Record<keyof Whole, unknown>>;
}
