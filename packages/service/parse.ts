import type { FieldError } from "@pakaura/contract/problem";
import type { z } from "zod";
import { Problem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/** More would only bloat the answer. */
const maxErrors = 100;

function fieldOf(path: PropertyKey[], where: string): string {
  return path.length === 0 ? where : path.map((part) => String(part).slice(0, 100)).join(".");
}

function toErrors(issue: Issue, where: string): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: fieldOf([...issue.path, key], where),
      code: "unknown_field",
      message: "is not a known field",
    }));
  }
  const isMissing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  const field = fieldOf(issue.path, where);
  if (isMissing) return [{ field, code: "required", message: "is required" }];
  return [{ field, code: issue.code, message: lengthWords(issue) ?? issue.message }];
}

/** What is wrong with the length of a text, in words that a person may be shown. */
function lengthWords(issue: Issue): string | null {
  if (issue.code === "too_big" && issue.origin === "string") {
    return `must have at most ${issue.maximum} characters`;
  }
  if (issue.code !== "too_small" || issue.origin !== "string") return null;
  return issue.minimum === 1
    ? "must not be empty"
    : `must have at least ${issue.minimum} characters`;
}

/** The problem that is answered for a value that does not fit its schema. */
export function validationProblem(error: z.core.$ZodError, where = "body"): Problem {
  const errors = error.issues
    .slice(0, maxErrors)
    .flatMap((issue) => toErrors(issue, where))
    .slice(0, maxErrors);
  const [first] = errors;
  const detail = first ? `${first.field}: ${first.message}` : "The input is not valid";
  return new Problem("validation_failed", detail, { errors });
}

/**
 * The value as the schema types it, or a `validation_failed` problem that lists every wrong field.
 * A missing body is `invalid_json`. `where` names the value itself in errors (`body`, `query`).
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where = "body",
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (value === undefined && where === "body") {
    throw new Problem("invalid_json", "The body is empty, and a JSON value is expected");
  }
  throw validationProblem(result.error, where);
}
