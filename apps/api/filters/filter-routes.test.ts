import { filterItemsSchema } from "@pakaura/contract/filter";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
let cy: TestUser;
let count = 0;
beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  count += 1;
  cy = await api.signUp(`cy${count}`);
});
afterAll(() => api.close());

async function save(name: string, query = "today | overdue", extra: object = {}) {
  const answer = await cy.request("POST", "/filters", { name, query, ...extra });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json();
}

async function names() {
  const { items } = filterItemsSchema.parse((await cy.request("GET", "/filters")).json());
  expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index));
  return items.map(({ name }) => name).join("");
}

test("a filter is saved, renamed, changed and forgotten", async () => {
  const made = await cy.request("POST", "/filters", { name: " Urgent ", query: " !urgent " });
  expect(made.statusCode).toBe(201);
  const { id } = made.json();
  expect(made.headers.location).toBe(`/api/v1/filters/${id}`);
  expect(made.json()).toMatchObject({ name: "Urgent", query: "!urgent", position: 0 });
  const changed = await cy.request("PATCH", `/filters/${id}`, { name: "Now", query: "p:urgent" });
  expect(changed.json()).toMatchObject({ id, name: "Now", query: "p:urgent" });
  expect((await cy.request("DELETE", `/filters/${id}`)).statusCode).toBe(204);
  expect((await cy.request("DELETE", `/filters/${id}`)).statusCode).toBe(404);
  expect(await names()).toBe("");
});

test("filters keep the order that they are put into", async () => {
  const [a, b, c] = [await save("A"), await save("B"), await save("C")];
  expect(await names()).toBe("ABC");
  const moved = await cy.request("PATCH", `/filters/${c.id}`, { position: 0 });
  expect(moved.json().position).toBe(0);
  expect(await names()).toBe("CAB");
  await cy.request("PATCH", `/filters/${c.id}`, { position: 99 });
  expect(await names()).toBe("ABC");
  await cy.request("DELETE", `/filters/${b.id}`);
  await save("D");
  expect(await names()).toBe("ACD");
  await cy.request("PATCH", `/filters/${a.id}`, { position: 1 });
  expect(await names()).toBe("CAD");
});

test("the same request again makes no second filter", async () => {
  const headers = { "idempotency-key": "key-1" };
  const body = { name: "Home", query: "#home" };
  const first = await cy.request("POST", "/filters", body, headers);
  const again = await cy.request("POST", "/filters", body, headers);
  expect(again.statusCode).toBe(201);
  expect(again.json()).toEqual(first.json());
  const other = await cy.request("POST", "/filters", { ...body, name: "x" }, headers);
  expect(other.json().code).toBe("idempotency_mismatch");
  const { id } = first.json();
  expect((await cy.request("POST", "/filters", { ...body, id })).json()).toEqual(first.json());
  expect((await cy.request("POST", "/filters", { ...body, id, query: "#x" })).json().code).toBe(
    "id_taken",
  );
  expect(await names()).toBe("Home");
});

test("an id of somebody else's is as good as any, and is replaced by the same one each time", async () => {
  const { id } = await save("Hers");
  const body = { name: "His", query: "today", id };
  const made = await api.bob.request("POST", "/filters", body);
  expect(made.statusCode).toBe(201);
  expect(made.json().id).not.toBe(id);
  expect(made.headers.location).toBe(`/api/v1/filters/${made.json().id}`);
  expect((await api.bob.request("POST", "/filters", body)).json()).toEqual(made.json());
  const other = await api.bob.request("POST", "/filters", { ...body, query: "overdue" });
  expect(other.json().code).toBe("id_taken");
  expect(await names()).toBe("Hers");
});

test("a name is used once, and a hundred filters are enough", async () => {
  const { id } = await save("A");
  const twice = await cy.request("POST", "/filters", { name: "A", query: "today" });
  expect(twice.statusCode).toBe(409);
  expect(twice.json()).toMatchObject({ code: "conflict", errors: [{ field: "name" }] });
  await save("B");
  expect((await cy.request("PATCH", `/filters/${id}`, { name: "B" })).statusCode).toBe(409);
  expect((await cy.request("PATCH", `/filters/${id}`, { name: "A" })).statusCode).toBe(200);
  for (let number = 2; number < 100; number += 1) await save(`F${number}`);
  const more = await cy.request("POST", "/filters", { name: "More", query: "today" });
  expect(more.statusCode).toBe(409);
});

test("many requests at once leave an order without gaps", async () => {
  const made = await Promise.all(Array.from({ length: 8 }, (_, index) => save(`${index}`)));
  await Promise.all(
    made.map(({ id }, index) => cy.request("PATCH", `/filters/${id}`, { position: 7 - index })),
  );
  expect((await names()).length).toBe(8);
});

test.each([
  [{}, "name"],
  [{ name: "", query: "today" }, "name"],
  [{ name: "x".repeat(61), query: "today" }, "name"],
  [{ name: "a\nb", query: "today" }, "name"],
  [{ name: "\ud800", query: "today" }, "name"],
  [{ name: "x", query: "" }, "query"],
  [{ name: "x", query: "prioity:high" }, "query"],
  [{ name: "x", query: '"\ud800"' }, "query"],
  [{ name: "x", query: `"${"y".repeat(500)}"` }, "query"],
  [{ name: "x", query: "today", colour: "red" }, ""],
  [{ name: "x", query: "today", id: "1" }, "id"],
])("%j is refused", async (body, field) => {
  const answer = await cy.request("POST", "/filters", body);
  expect(answer.statusCode).toBe(422);
  expect(answer.json().errors[0].field).toContain(field);
});

test("a mistake in a query is told with its place", async () => {
  const answer = await cy.request("POST", "/filters", { name: "x", query: "#home & prioity:low" });
  expect(answer.json().errors).toEqual([
    {
      field: "query",
      code: "unknown_word",
      message: "at character 9: Unknown word “prioity”. Did you mean “priority”?",
    },
  ]);
});

test.each([
  { position: -1 },
  { position: 100 },
  { position: 0.5 },
  { query: "today &" },
  { id: "x" },
])("a change to %j is refused", async (body) => {
  const { id } = await save("A");
  expect((await cy.request("PATCH", `/filters/${id}`, body)).statusCode).toBe(422);
});

test("an export brings filters back, once, and says which it cannot read", async () => {
  await save("A", "#home");
  await save("B", "overdue");
  const exported = (await cy.request("GET", "/export")).json();
  expect(exported.filters).toMatchObject([{ name: "A", query: "#home" }, { name: "B" }]);
  const other = await api.signUp(`dee${count}`);
  const file = {
    ...exported,
    filters: [...exported.filters, { ...exported.filters[0], query: "(" }],
  };
  for (let tries = 0; tries < 2; tries += 1) {
    const answer = await other.request("POST", "/import", file);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json().warnings).toHaveLength(1);
  }
  const restored = (await other.request("GET", "/filters")).json().items;
  expect(restored).toMatchObject([
    { name: "A", query: "#home" },
    { name: "B", query: "overdue" },
  ]);
  const { filters: _, ...older } = exported;
  expect((await other.request("POST", "/import", older)).statusCode).toBe(200);
});
