import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, toMethod } from "../testing.ts";
import { openApiDocument, type OperationObject } from "./document.ts";
import { createConformance } from "./test-conformance.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const document = openApiDocument();
const complaintAbout = createConformance(document);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
);

/** How many requests are made; the whole run of the acceptance is 2,000. */
const requestCount = Number(process.env["MALFORMED_REQUESTS"] ?? 400);

const oddText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    "\0",
    "\ud800",
    "%",
    "-1",
    "1e999",
    "null",
    "../..",
    "' or 1=1--",
    "9".repeat(400),
    "🦊",
  ),
);
const oddValue = fc.oneof(
  fc.jsonValue(),
  oddText,
  fc.constantFrom(null, -1, 1e308, [], {}, [[]], [null]),
);

/** A body of the fields that the operation knows, with values that it does not want. */
function bodyOf(operation: OperationObject) {
  const reference = Object.values(operation.requestBody?.content ?? {})[0]?.schema.$ref;
  const name = reference?.split("/").at(-1) ?? "";
  const fields = Object.keys(document.components.schemas[name]?.properties ?? {});
  if (fields.length === 0) return oddValue;
  const known = fc.dictionary(fc.constantFrom(...fields), oddValue, { maxKeys: fields.length });
  return fc.oneof(
    known,
    oddValue,
    known.map((body) => ({ ...body, surprise: 1 })),
  );
}

const malformed = fc.constantFrom(...operations).chain(({ method, path, operation }) => {
  const queryNames = operation.parameters
    .filter((one) => one.in === "query")
    .map((one) => one.name);
  const query = fc.array(
    fc.tuple(fc.oneof(fc.constantFrom("x", ...queryNames), oddText), oddText),
    { maxLength: 4 },
  );
  return fc.record({
    method: fc.constant(method),
    path: fc.constant(path),
    parameter: fc.oneof(oddText, fc.constant("0199f0a4-3c1e-7b6a-9a57-000000000000")),
    query,
    body: operation.requestBody ? bodyOf(operation) : fc.constant(undefined),
    brokenJson: fc.option(fc.string(), { nil: undefined, freq: 8 }),
    headers: fc.dictionary(
      fc.constantFrom("if-match", "idempotency-key", "x-correlation-id", "traceparent"),
      fc.string({ unit: "grapheme-ascii", maxLength: 300 }),
    ),
  });
});

/** Everything that a request could have changed, in short. */
async function stored() {
  const { rows } = await api.pool.query<object>(
    `select (select count(*)::int from tasks) as tasks, (select count(*)::int from tags) as tags,
       (select sum(sequence)::int from streams) as events, (select count(*)::int from tokens) as tokens,
       (select max(updated_at) from users) as users`,
  );
  return rows[0];
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

test("malformed requests are refused: no failure, no hang", async () => {
  await fc.assert(
    fc.asyncProperty(malformed, async (request) => {
      const path = request.path.replace(/\{\w+\}/, encode(request.parameter));
      const query = request.query
        .map(([name, value]) => `${encode(name)}=${encode(value)}`)
        .join("&");
      const payload =
        request.brokenJson ??
        (request.body === undefined ? undefined : JSON.stringify(request.body));
      const before = await stored();
      const answer = await api.app.inject({
        method: toMethod(request.method),
        url: `/api/v1${path}${query === "" ? "" : `?${query}`}`,
        headers: {
          ...request.headers,
          cookie: api.ann.cookie,
          ...(payload === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(payload === undefined ? {} : { payload }),
      });
      expect(answer.statusCode, answer.body).toBeLessThan(500);
      // The gateway has the stream, and here its path is a task's.
      if (request.path !== "/events/stream") expect(complaintAbout(request, answer)).toBeNull();
      if (answer.statusCode < 400) return;
      expect(answer.headers["content-type"]).toContain("application/problem+json");
      expect(await stored()).toEqual(before);
    }),
    { numRuns: requestCount },
  );
}, 120_000);
