import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type TestApi, toMethod } from "../testing.ts";
import { openApiDocument } from "./document.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const document = openApiDocument();

describe("the OpenAPI document", () => {
  test("is answered to anybody", async () => {
    const answer = await api.app.inject({ url: "/api/v1/openapi.json" });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual(JSON.parse(JSON.stringify(document)));
  });

  test("names every route that there is, and no other", () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, ":$1")}`,
      ),
    );
    // The gateway has this one.
    const elsewhere = ["GET /api/v1/events/stream"];
    const here = documented.filter((route) => !elsewhere.includes(route));
    for (const route of here) {
      const [method = "", url = ""] = route.split(" ");
      expect(api.app.findRoute({ method: toMethod(method), url }), route).not.toBeNull();
    }
    // Accounts are better-auth's, and described there.
    const trees = api.app.printRoutes({ commonPrefix: false }).split(/^(?=[├└])/m);
    const ours = trees.filter((tree) => !tree.includes(" /api/auth/")).join("");
    const count = ours.match(/\b(GET|POST|PATCH|DELETE)\b/g)?.length ?? 0;
    const beside = ["GET /api/docs"];
    expect(count).toBe(here.length + beside.length);
  });

  test("offers an Idempotency-Key where answers are kept, and nowhere else", () => {
    const offers = (path: string, method: string) =>
      document.paths[path]?.[method]?.parameters.some(({ name }) => name === "Idempotency-Key");
    expect(offers("/tasks", "post")).toBe(true);
    expect(offers("/tasks/{id}", "delete")).toBe(true);
    expect(offers("/tags/{name}", "patch")).toBe(true);
    expect(offers("/activity/{id}/undo", "post")).toBe(true);
    expect(offers("/assistant", "post")).toBe(true);
    expect(offers("/assistant/turns/{id}/undo", "post")).toBe(true);
    expect(offers("/tasks/{id}/reminders", "post")).toBe(false);
    expect(offers("/channels", "post")).toBe(false);
    expect(offers("/import", "post")).toBe(false);
    expect(offers("/tokens", "post")).toBe(false);
  });

  test("has every schema that it refers to", () => {
    const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    for (const [, name = ""] of references)
      expect(document.components.schemas).toHaveProperty(name);
  });

  test("says what a task must have", () => {
    expect(document.components.schemas.CreateTask).toMatchObject({
      required: ["title"],
      additionalProperties: false,
    });
  });
});

test("the docs page shows every operation, and loads nothing from elsewhere", async () => {
  const answer = await api.app.inject({ url: "/api/docs" });
  expect(answer.headers["content-type"]).toContain("text/html");
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) {
      expect(answer.body).toContain(`id="${operation.operationId}"`);
    }
  }
  expect(answer.body).not.toMatch(/(src|href)="https?:/);
  expect(answer.body).not.toContain("<script");
});
