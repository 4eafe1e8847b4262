import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, toMethod } from "../testing.ts";
import { openApiDocument } from "./document.ts";
import { createConformance } from "./test-conformance.ts";
import { valuesOf } from "./test-values.ts";

let api: TestApi;
/** What there is, for the ids of paths and bodies to be of something now and then. */
const ids: string[] = [];

beforeAll(async () => {
  api = await startTestApi();
  const make = async (path: string, body: object) => {
    const { id } = (await api.ann.request("POST", path, body)).json<{ id: string }>();
    ids.push(id);
    return id;
  };
  const series = { due_date: "2030-01-07", recurrence: { pattern: "daily" }, tags: ["home"] };
  for (const title of ["One", "Two", "Three"]) {
    const id = await make("/tasks", { title, ...series });
    await make(`/tasks/${id}/reminders`, { at: "2031-01-01T00:00:00Z" });
  }
  await make("/filters", { name: "Mine", query: "today" });
  await make("/channels", { kind: "webhook", url: "https://example.org/" });
  await make("/tokens", { name: "laptop" });
});
afterAll(() => api.close());

const document = openApiDocument();
const { schemas } = document.components;
const complaintAbout = createConformance(document);
// The gateway has this one.
const elsewhere = "/events/stream";
const operations = Object.entries(document.paths)
  .filter(([path]) => path !== elsewhere)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );

const id = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8).map((index) => ids[index] ?? ""),
  fc.uuid(),
);
const segment = fc.oneof({ weight: 4, arbitrary: id }, fc.constantFrom("home", "x", "\0", "é"));

const request = fc.constantFrom(...operations).chain(({ method, path, operation }) => {
  const inQuery = operation.parameters.filter((one) => one.in === "query");
  const query = Object.fromEntries(
    inQuery.map(({ name, schema }) => [name, valuesOf(schema, schemas)]),
  );
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const body = content === undefined ? undefined : valuesOf(content.schema, schemas);
  const file = fc.constantFrom("- one\n- two", "[]", "BEGIN:VCALENDAR\nEND:VCALENDAR", "\0");
  return fc.record({
    method: fc.constant(method),
    path: fc.constant(path),
    segments: fc.tuple(segment, segment),
    query: fc.record(query, { requiredKeys: [] }),
    body: body === undefined ? fc.constant(undefined) : type === "*/*" ? file : body,
    headers: fc.record(
      { "if-match": fc.constantFrom('"1"', '"9"', "*", "x"), "idempotency-key": fc.string() },
      { requiredKeys: [] },
    ),
    isSignedIn: fc.integer({ min: 0, max: 19 }).map((number) => number > 0),
  });
});

function queryOf(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (one) => `${name}=${encodeURIComponent(String(one).toWellFormed())}`,
    ),
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

test("what a request is answered is in the document: status, content type and body", async () => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, segments, query, body, ...rest }) => {
      let index = 0;
      const filled = path.replace(/\{\w+\}/g, () => encodeURI(segments[index++] ?? ""));
      const isText = typeof body === "string";
      const answer = await api.app.inject({
        method: toMethod(method),
        url: `/api/v1${filled}${queryOf(query)}`,
        headers: {
          ...rest.headers,
          ...(rest.isSignedIn ? { cookie: api.ann.cookie } : {}),
          ...(body === undefined
            ? {}
            : { "content-type": isText ? "text/plain" : "application/json" }),
        },
        ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
      });
      statuses.add(answer.statusCode);
      expect(complaintAbout({ method, path }, answer)).toBeNull();
    }),
    { numRuns: 600, seed: 17 },
  );
  // Otherwise it would promise little.
  for (const status of [200, 201, 204, 401, 404, 422]) expect(statuses).toContain(status);
}, 120_000);
