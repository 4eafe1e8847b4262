import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertUser } from "./test-fixtures.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Titles, what the version before made of them to search by, and what is made of them now. */
const folded: [title: string, before: string, now: string][] = [
  ["Mum’s birthday", "mum’ s birthday", "mum' s birthday"],
  ["Mumʼs tea", "mumʼs tea", "mum' s tea"],
  ["“quoted” words", "“ quoted” words", '" quoted" words'],
  ["„Zitat“ – Teil ‚1‘", "„ zitat“ – teil ‚ 1‘", "\" zitat\" - teil ' 1'"],
  ["well\u2011known", "well‐ known", "well- known"],
  ["so\u00adft hy\u200bphen", "so\u00ad ft hy\u200b phen", "soft hyphen"],
  ["❤\ufe0f mum", "❤\ufe0f mum", "❤ mum"],
  ["1⁄2 cup", "1⁄ 2 cup", "1/ 2 cup"],
  ["plain 'words'", "plain ' words'", "plain ' words'"],
];

test("what an older version folded is folded on, as it would be now", async () => {
  const user = await insertUser(database.pool);
  for (const [title, before] of folded) {
    await database.pool.query(
      "insert into tasks (id, user_id, title, search_text, updated_at) values ($1, $2, $3, $4, now())",
      [randomUUID(), user, title, before],
    );
  }
  await database.pool.query("select fold_search_signs()");
  const { rows } = await database.pool.query<{ title: string; search_text: string }>(
    "select title, search_text from tasks",
  );
  expect(Object.fromEntries(rows.map((row) => [row.title, row.search_text]))).toEqual(
    Object.fromEntries(folded.map(([title, _before, now]) => [title, now])),
  );
});
