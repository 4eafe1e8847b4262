import { taskPageSchema, type TaskPage } from "@pakaura/contract/http";
import { searchCases } from "@pakaura/domain/search.case";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
let gardener: TestUser;
beforeAll(async () => {
  api = await startTestApi();
  gardener = await api.signUp("gardener");
  const titles = Object.values(searchCases).flatMap((cases) => cases.map(([, title]) => title));
  await create(api.ann, [...new Set(titles)]);
  await create(api.bob, ["Bob’s secret plants"]);
  await create(gardener, [
    ...Array.from({ length: 25 }, (_, index) => `Prune plant ${index}`),
    "Roses",
  ]);
});
afterAll(() => api.close());

async function create(user: TestUser, titles: readonly string[]): Promise<void> {
  const operations = titles.map((title) => ({ op: "create", body: { title } }));
  const made = await user.request("POST", "/tasks/bulk", { operations });
  expect(made.statusCode, made.body).toBe(200);
}

async function list(user: TestUser, query: Record<string, string>): Promise<TaskPage> {
  const text = new URLSearchParams({ per_page: "100", ...query }).toString();
  const answer = await user.request("GET", `/tasks?${text}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return taskPageSchema.parse(answer.json());
}
const found = async (search: string) => {
  const { items, search_matched } = await list(api.ann, { search });
  return { titles: items.map(({ title }) => title), search_matched };
};

test.each(searchCases.alike)("%j finds %j, which means the same", async (query, title) => {
  expect(await found(query)).toEqual({
    titles: expect.arrayContaining([title]),
    search_matched: undefined,
  });
});

test.each(searchCases.similar)("%j finds %j, marked as similar", async (query, title) => {
  expect(await found(query)).toEqual({
    titles: expect.arrayContaining([title]),
    search_matched: "similar",
  });
});

test.each([...searchCases.unlike, ...searchCases.different])(
  "%j does not find %j",
  async (query, title) => expect((await found(query)).titles).not.toContain(title),
);

test("what is found as it is written is not beside what is similar", async () => {
  expect(await list(gardener, { search: "roses" })).toMatchObject({ total: 1 });
  const page = await list(gardener, { search: "rosses" });
  expect(page).toMatchObject({ total: 1, search_matched: "similar" });
  expect(await list(gardener, { search: "nowhere" })).toEqual({
    items: [],
    page: 1,
    per_page: 100,
    total: 0,
    next_cursor: null,
  });
});

test("pages, cursors and counts are those of the similar list, to its end", async () => {
  const query = { search: "plnat", sort: "title", per_page: "10" };
  const all = (await list(gardener, { search: "plant", sort: "title" })).items.map(({ id }) => id);
  const byNumber: string[] = [];
  for (let page = 1; page <= 3; page += 1) {
    const answer = await list(gardener, { ...query, page: `${page}` });
    expect(answer).toMatchObject({ total: 25, page, search_matched: "similar" });
    byNumber.push(...answer.items.map(({ id }) => id));
  }
  expect(byNumber).toEqual(all);

  const first = await list(gardener, query);
  const byCursor = first.items.map(({ id }) => id);
  // From here on there is one that is written so: the list that was begun goes on.
  await create(gardener, ["Read about a plnat"]);
  for (let cursor = first.next_cursor; cursor !== null;) {
    const answer: TaskPage = await list(gardener, { ...query, cursor });
    expect(answer).toMatchObject({ total: 26, search_matched: "similar" });
    byCursor.push(...answer.items.map(({ id }) => id));
    cursor = answer.next_cursor;
  }
  expect(byCursor.slice(0, 25)).toEqual(all);
  expect(await list(gardener, query)).not.toHaveProperty("search_matched");
});

test("a cursor goes on in its list when nothing of that is left", async () => {
  const user = await api.signUp("tidy");
  await create(user, ["Sweep plnat pots", "Sell plnat pots", "Paint the plant"]);
  const { next_cursor: cursor } = await list(user, { search: "plnat", per_page: "1" });
  const { items } = await list(user, { search: "plnat" });
  for (const { id } of items) await user.request("DELETE", `/tasks/${id}`);
  expect(await list(user, { search: "plnat", per_page: "1", cursor: cursor ?? "" })).toMatchObject({
    items: [],
    total: 0,
  });
});

test("other filters hold for similar tasks as well", async () => {
  const query = { search: "plnats", completed: "true" };
  expect(await list(api.ann, query)).toMatchObject({ total: 0 });
  expect((await list(api.bob, { search: "secrte plnats" })).total).toBe(1);
});
