import { taskPageSchema } from "@pakaura/contract/http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;

const titles = ["äpfel", "Birne", "apfel", "Zebra", "eclair", "Éclair", "10 nüsse", "öl"];

beforeAll(async () => {
  api = await startTestApi();
  const operations = Array.from({ length: 60 }, (_, index) => ({
    op: "create",
    body: {
      title: `${titles[index % titles.length]}${index < titles.length ? "" : ` ${index}`}`,
      notes: index % 10 === 0 ? "Crème brûlée" : "",
      priority: ["none", "low", "medium", "high", "urgent"][index % 5],
      tags: index % 4 === 0 ? ["home"] : index % 6 === 0 ? ["work"] : [],
      due_date:
        index % 3 === 0
          ? null
          : index % 3 === 1
            ? `20${30 + (index % 7)}-05-0${(index % 9) + 1}`
            : `20${20 + (index % 7)}-05-0${(index % 9) + 1}T12:00:00Z`,
    },
  }));
  const made = await api.ann.request("POST", "/tasks/bulk", { operations });
  expect(made.statusCode, made.body).toBe(200);
  await api.bob.request("POST", "/tasks", { title: "Bob's apfel" });
  const { items } = made.json();
  await api.ann.request("POST", `/tasks/${items[5].id}/complete`);
  await api.ann.request("DELETE", `/tasks/${items[6].id}`);
});
afterAll(() => api.close());

async function list(query: string) {
  const answer = await api.ann.request("GET", `/tasks${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return taskPageSchema.parse(answer.json());
}

async function everyPage(query: string, perPage: number) {
  const byNumber = [];
  const byCursor = [];
  const first = await list(`?${query}&per_page=${perPage}`);
  for (let page = 1; byNumber.length < first.total; page += 1) {
    byNumber.push(...(await list(`?${query}&per_page=${perPage}&page=${page}`)).items);
  }
  let next: string | null = null;
  let pages = 0;
  do {
    const cursor: string = next === null ? "" : `&cursor=${encodeURIComponent(next)}`;
    const page = await list(`?${query}&per_page=${perPage}${cursor}`);
    pages += 1;
    expect(page.page).toBe(pages);
    byCursor.push(...page.items);
    next = page.next_cursor;
  } while (next !== null);
  return { byNumber, byCursor, total: first.total };
}

describe("order", () => {
  const orders = ["created_at", "due_date", "priority", "title"].flatMap((sort) =>
    ["asc", "desc"].map((order) => [sort, order] as const),
  );

  test.each(orders)("by %s %s: pages neither overlap nor leave out", async (sort, order) => {
    const { byNumber, byCursor, total } = await everyPage(`sort=${sort}&order=${order}`, 7);
    expect(total).toBe(59);
    expect(byNumber).toEqual(byCursor);
    expect(new Set(byNumber.map((task) => task.id)).size).toBe(59);
    const dated = byNumber.map((task) => task.due_date !== null);
    if (sort === "due_date") expect(dated.lastIndexOf(true)).toBeLessThan(dated.indexOf(false));
  });

  test("is by creation, newest first, when nothing is said", async () => {
    const { items } = await list("");
    const ids = items.map((task) => task.id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(items).toHaveLength(20);
  });

  test("of priority is the most urgent first, of due dates the soonest", async () => {
    expect((await list("?sort=priority")).items[0]?.priority).toBe("urgent");
    const due = (await list("?sort=due_date&has_due_date=true")).items;
    expect(due[0]?.due_date?.slice(0, 4)).toBe("2020");
  });

  test("of titles is that of the language, whatever their case", async () => {
    const { items } = await list("?sort=title&per_page=100");
    const short = items.map((task) => task.title).filter((title) => titles.includes(title));
    expect(short.slice(0, 3)).toEqual(["apfel", "äpfel", "Birne"]);
    expect(short.at(-1)).toBe("Zebra");
  });
});

describe("filters", () => {
  test("combine, and count what they let through", async () => {
    const urgent = await list("?priority=urgent&priority=high&tag=home&tag=work&per_page=100");
    expect(urgent.items.length).toBe(urgent.total);
    for (const task of urgent.items) {
      expect(["urgent", "high"]).toContain(task.priority);
      expect(["home", "work"]).toContain(task.tags[0]);
    }
    expect((await list("?completed=true")).total).toBe(1);
    expect((await list("?completed=false")).total).toBe(58);
    expect((await list("?deleted=true")).total).toBe(1);
    expect((await list("?has_due_date=false&per_page=1")).total).toBe(19);
    const overdue = await list("?overdue=true&per_page=100");
    expect(overdue.items.every((task) => task.overdue)).toBe(true);
    const notOverdue = await list("?overdue=false&per_page=100");
    expect(notOverdue.items.some((task) => task.overdue)).toBe(false);
    expect(overdue.total + notOverdue.total).toBe(59);
  });

  test("take in both ends of a due range", async () => {
    const { items } = await list(
      "?due_after=2030-05-01&due_before=2031-12-31&sort=due_date&per_page=100",
    );
    const years = new Set(items.map((task) => task.due_date?.slice(0, 4)));
    expect(years).toEqual(new Set(["2030", "2031"]));
    const day = items[0]?.due_date ?? "";
    expect((await list(`?due_after=${day}&due_before=${day}`)).items[0]?.due_date).toBe(day);
  });

  test("search every word, in any case and accent", async () => {
    expect((await list("?search=creme%20BRULEE&per_page=100")).total).toBe(6);
    expect((await list("?search=ecl")).total).toBeGreaterThan(2);
    expect((await list("?search=ple")).total).toBe(0);
    expect((await list("?search=pfel")).total).toBeGreaterThan(2);
    expect((await list("?search=%20%20")).total).toBe(59);
    expect((await list("?search=100%25_x")).total).toBe(0);
  });
});

describe("pages", () => {
  test("beyond the end are empty", async () => {
    expect(await list("?page=1000")).toMatchObject({
      items: [],
      page: 1000,
      total: 59,
      next_cursor: null,
    });
    expect((await list("?page=1000&sort=due_date")).items).toEqual([]);
  });

  test.each([
    "page=0",
    "page=x",
    "per_page=101",
    "per_page=0",
    "sort=color",
    "order=up",
    "priority=highest",
    "tag=a%20b",
    "due_after=yesterday",
    "due_after=0000-12-31",
    "due_before=0000-01-01T00:00:00Z",
    "due_before=9999-12-31T23:59:59-12:00",
    "due_after=2026-01-01T00:00:00.1234567890Z",
    "completed=maybe",
    "colour=red",
    "cursor=abc",
    "sort=title&sort=priority",
  ])("refuse %s", async (query) => {
    const answer = await api.ann.request("GET", `/tasks?${query}`);
    expect(answer.statusCode, answer.body).toBe(422);
    expect(answer.json().code).toBe("validation_failed");
  });

  test.each(["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])(
    "take the first and the last day and instant that there are, in %s",
    async (time_zone) => {
      await api.bob.request("PATCH", "/me", { time_zone });
      for (const filter of ["due_after", "due_before"]) {
        for (const time of [
          "1970-01-01",
          "9999-12-31",
          "1970-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999Z",
        ]) {
          const answer = await api.bob.request("GET", `/tasks?${filter}=${time}`);
          expect(answer.statusCode, answer.body).toBe(200);
        }
      }
      for (const range of ["from=1970-01-01&to=9999-12-31", "from=9999-12-31", "to=1970-01-01"]) {
        const answer = await api.bob.request("GET", `/activity?${range}`);
        expect(answer.statusCode, answer.body).toBe(200);
      }
    },
  );

  test("refuse a cursor of another list, or of somebody else", async () => {
    const cursor = encodeURIComponent((await list("?sort=title")).next_cursor ?? "");
    const otherOrder = await api.ann.request(
      "GET",
      `/tasks?sort=title&order=desc&cursor=${cursor}`,
    );
    expect(otherOrder.statusCode).toBe(422);
    const otherUser = await api.bob.request("GET", `/tasks?sort=title&cursor=${cursor}`);
    expect(otherUser.statusCode).toBe(422);
  });
});
