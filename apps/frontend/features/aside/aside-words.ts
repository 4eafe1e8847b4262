import type { UpdateTask } from "@pakaura/contract/http";
import { messageOf, ProblemError } from "../../lib/api.ts";
import { m } from "../../messages/all-messages.ts";
import { isReadable } from "../tasks/aside.ts";
import { valueWords } from "../tasks/conflict-values.ts";
import { updateFields } from "../tasks/field-values.ts";
import { isFilterOperation, type Operation } from "../tasks/operation.ts";

/** A change that is set aside, for people: what it is about, what was written, and why it is not sent. */
export type AsideWords = { about: string; written: string; why: string };

export function asideWords(operation: Operation): AsideWords {
  if (!isReadable(operation)) {
    const written = "body" in operation ? JSON.stringify(operation.body) : "";
    return { about: m.aside.unknown, written, why: m.aside.why.newer };
  }
  return { ...whatIsWritten(operation), why: whyOf(operation) };
}

function whatIsWritten(operation: Operation): { about: string; written: string } {
  if (isFilterOperation(operation)) {
    const { name = "", query = "" } = {
      ...("base" in operation ? operation.base : {}),
      ...bodyOf(operation),
    };
    return { about: name, written: query };
  }
  if (operation.kind === "create") {
    const { title, notes = "" } = operation.body;
    return { about: title, written: [title, notes].filter((text) => text !== "").join("\n") };
  }
  const { title } = operation.base;
  return { about: title, written: operation.kind === "update" ? valuesOf(operation.body) : title };
}

function bodyOf(operation: Operation): { name?: string; query?: string } {
  return isFilterOperation(operation) && operation.kind !== "delete-filter" ? operation.body : {};
}

/** What was written into each field, in words; of several, with their names. */
function valuesOf(body: UpdateTask): string {
  const fields = updateFields.filter((field) => body[field] !== undefined);
  const words = (field: (typeof fields)[number]): string =>
    field === "notes" ? (body.notes ?? "") : (valueWords(field, body) ?? m.conflicts.fields[field]);
  const [only] = fields;
  if (only !== undefined && fields.length === 1) return words(only);
  return fields.map((field) => `${m.conflicts.fields[field]}: ${words(field)}`).join("\n");
}

function whyOf({ aside }: Operation): string {
  if (aside?.why === "refused") return messageOf(new ProblemError(aside.problem, null));
  return aside?.why === "gave-way" ? m.aside.why.gaveWay : m.aside.why.failed;
}
