import { expect, test } from "vitest";
import { z } from "zod";
import { parse, validationProblem } from "./parse.ts";
import { Problem } from "./problem.ts";

const schema = z.strictObject({ title: z.string().min(1), tags: z.array(z.string()).optional() });

function problemOf(value: unknown, where?: string): Problem {
  try {
    parse(schema, value, where);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error("was accepted");
}

test("gives the typed value", () => {
  expect(parse(schema, { title: "Buy milk" })).toEqual({ title: "Buy milk" });
});

test("names each wrong field by its path", () => {
  const problem = problemOf({ tags: ["a", 2], titel: "x" });
  expect(problem).toMatchObject({ code: "validation_failed", status: 422 });
  expect(problem.errors).toEqual([
    { field: "title", code: "required", message: "is required" },
    expect.objectContaining({ field: "tags.1", code: "invalid_type" }),
    { field: "titel", code: "unknown_field", message: "is not a known field" },
  ]);
});

test("says in words how long a text may be", () => {
  const title = z.object({ title: z.string().min(2).max(5), name: z.string().min(1) });
  const result = title.safeParse({ title: "too long", name: "" });
  expect(result.error && validationProblem(result.error).errors).toEqual([
    { field: "title", code: "too_big", message: "must have at most 5 characters" },
    { field: "name", code: "too_small", message: "must not be empty" },
  ]);
});

test("a body that is missing is invalid JSON, a missing query is not", () => {
  expect(problemOf(undefined).code).toBe("invalid_json");
  expect(problemOf(undefined, "query").code).toBe("validation_failed");
});

test("names the value itself when it is of the wrong kind", () => {
  expect(problemOf([]).errors).toEqual([expect.objectContaining({ field: "body" })]);
});

test("bounds the number and length of errors", () => {
  const fields = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`${"k".repeat(5_000)}${index}`, 1]),
  );
  const { errors } = problemOf({ title: "x", ...fields });
  expect(errors).toHaveLength(100);
  expect(JSON.stringify(errors).length).toBeLessThan(30_000);
});
