import fc from "fast-check";
import type { JsonSchema } from "./components.ts";

type Schemas = Record<string, JsonSchema>;

const days = fc.constantFrom("2026-11-25", "2024-02-29", "1970-01-01", "9999-12-31");
const instants = fc.constantFrom(
  "2026-11-25T09:00:00Z",
  "2030-06-01T23:59:59.999+14:00",
  "1970-01-02T00:00:00-12:00",
);
const texts = fc.oneof(
  fc.constantFrom("a", "Water the plants", "FREQ=DAILY", "today & #home", "Europe/Berlin", "de"),
  fc.string({ minLength: 1, maxLength: 30 }),
);

/** Values that a schema of the document describes. What its patterns say is left to chance. */
export function valuesOf(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const of = (one: unknown) => valuesOf(one as JsonSchema, schemas);
  const { $ref: reference, anyOf, oneOf, enum: words } = schema;
  if (reference !== undefined) return of(schemas[reference.split("/").at(-1) ?? ""] ?? {});
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(of));
  if ("const" in schema) return fc.constant(schema.const);
  if (words !== undefined) return fc.constantFrom(...words);
  if (schema.type === "object") return objectsOf(schema, schemas);
  if (schema.type === "array")
    return fc.array(of(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 4 });
  if (schema.type === "integer" || schema.type === "number") {
    const { minimum = -1_000, maximum = 1_000 } = schema;
    return fc.integer({ min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9) });
  }
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "null") return fc.constant(null);
  if (schema.format === "date") return days;
  if (schema.format === "date-time") return instants;
  return schema.format === "uuid" ? fc.uuid() : texts;
}

function objectsOf(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => [name, valuesOf(field as JsonSchema, schemas)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] });
}
