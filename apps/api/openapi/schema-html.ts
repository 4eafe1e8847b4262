import type { JsonSchema } from "./components.ts";
import { escapeHtml } from "./html.ts";

/** A schema in a few words: `string (uuid)`, `Task[]`, `"asc" | "desc"`. */
export function schemaWords(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return `<a href="#schema-${escapeHtml(name)}">${escapeHtml(name)}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined)
    return [...new Set(choices.map((choice) => wordsOf(choice)))].join(" | ");
  if (schema.enum !== undefined)
    return escapeHtml(schema.enum.map((one) => JSON.stringify(one)).join(" | "));
  if (schema.const !== undefined) return escapeHtml(JSON.stringify(schema.const));
  if (schema.type === "array") return `${wordsOf(schema.items)}[]`;
  const words = [schema.format, ...limitWords(schema)].filter((word) => word !== undefined);
  const type = String(schema.type ?? "any");
  return escapeHtml(words.length === 0 ? type : `${type} (${words.join(", ")})`);
}

/** The fields of a schema as a table, or its words when it has none. */
export function schemaTable(schema: JsonSchema): string {
  if (schema.properties === undefined) return `<p><code>${schemaWords(schema)}</code></p>`;
  const required = new Set(schema.required);
  const rows = Object.entries(schema.properties).map(([name, property]) => {
    const mark = required.has(name) ? "required" : "";
    return `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td><code>${wordsOf(property)}</code></td><td>${mark}</td></tr>`;
  });
  return `<table>${rows.join("")}</table>`;
}

/** A schema may also be `true` (anything) or `false`, and one list of several says nothing simple. */
function wordsOf(schema: JsonSchema["items"]): string {
  return typeof schema === "object" && !Array.isArray(schema) ? schemaWords(schema) : "any";
}

function limitWords(schema: JsonSchema): string[] {
  const safe = (limit: number | undefined) =>
    limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;
  const range = (least: number | undefined, most: number | undefined, unit: string) => {
    if (least === undefined && most === undefined) return [];
    if (most === undefined) return [`at least ${least}${unit}`];
    return [least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`];
  };
  return [
    ...range(safe(schema.minimum), safe(schema.maximum), ""),
    ...range(schema.minLength, schema.maxLength, " characters"),
  ];
}
