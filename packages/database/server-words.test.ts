import { expect, it } from "vitest";
import { createServerWords, isTelling } from "./server-words.ts";

const panic =
  '2026-11-29 10:00:00.000 UTC [7] PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device';
const tooEarly = "2026-11-29 10:00:01.000 UTC [8] FATAL:  the database system is in recovery mode";
const cut =
  "2026-11-29 10:00:01.000 UTC [9] FATAL:  terminating connection due to administrator command";
const ready =
  "2026-11-29 10:00:02.000 UTC [1] LOG:  database system is ready to accept connections";

it("keeps the reason of an end among what is said to everybody at an end", () => {
  const words = createServerWords();
  for (const line of [panic, cut, tooEarly, tooEarly]) words.hear(line);
  expect(words.lastComplaint()).toBe(
    'could not write to file "pg_wal/xlogtemp.7": No space left on device',
  );
  expect([panic, cut, tooEarly].filter(isTelling)).toEqual([panic]);
});

it("forgets what it has recovered from", () => {
  const words = createServerWords();
  for (const line of [panic, ready]) words.hear(line);
  expect(words.lastComplaint()).toBeUndefined();
});
