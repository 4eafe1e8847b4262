import { createHash } from "node:crypto";
import { Problem } from "@pakaura/service/problem";
import { z } from "zod";

const cursorSchema = z.strictObject({
  /** Of the list that it belongs to: its owner, filters and order. */
  list: z.string(),
  /** The number of the page that follows. */
  page: z.int().min(2),
  /** What the last item of the page before was sorted by. */
  key: z.union([z.string(), z.number()]),
  id: z.string(),
});

/** Where a page begins: after the item of this key and id. */
export type Cursor = { page: number; key: string | number; id: string };

/** What cursors of one list have in common. */
export function listHash(list: unknown): string {
  return createHash("sha256").update(JSON.stringify(list)).digest("base64url").slice(0, 16);
}

/** A cursor as text: opaque to clients. */
export function writeCursor(cursor: Cursor, list: string): string {
  return Buffer.from(JSON.stringify({ ...cursor, list })).toString("base64url");
}

/** Reads a cursor of this list. Throws `validation_failed` for a broken one, or one of another list. */
export function readCursor(text: string, list: string): Cursor {
  const cursor = cursorOf(text, list);
  if (cursor !== null) return cursor;
  throw new Problem("validation_failed", "The cursor does not belong to this list.", {
    errors: [{ field: "cursor", code: "invalid_cursor", message: "is not a cursor of this list" }],
  });
}

/** Whether it is a cursor of this list. */
export function isCursorOf(text: string, list: string): boolean {
  return cursorOf(text, list) !== null;
}

function cursorOf(text: string, list: string): Cursor | null {
  const cursor = cursorSchema.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
  return cursor.success && cursor.data.list === list ? cursor.data : null;
}

/** Refuses a page number beside a cursor: they would contradict each other. */
export function refusePageAndCursor(query: {
  page?: number | undefined;
  cursor?: string | undefined;
}): void {
  if (query.page === undefined || query.cursor === undefined) return;
  throw new Problem("validation_failed", "Give a page or a cursor, not both.", {
    errors: [{ field: "cursor", code: "conflict", message: "must not be given with page" }],
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
