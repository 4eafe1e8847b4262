import type { FieldError } from "@pakaura/contract/problem";
import type { ImportNote } from "@pakaura/contract/transfer";
import { Problem } from "@pakaura/service/problem";

/** A row may be wrong in a thousand places, or in one that is long; whoever reads of it needs the first. */
const maxLength = 500;

/** What is wrong with the fields of a row; throws what is no fault of the row. */
export function errorsOf(error: unknown): FieldError[] {
  if (error instanceof Problem && error.errors) return error.errors;
  throw error;
}

/** Errors in one line. */
export function wordsOf(errors: readonly FieldError[]): string {
  return shortened(errors.map(({ field, message }) => `${field} ${message}`).join("; "));
}

/** Why a row cannot be a task: of its first field that is wrong, `value` is the code of what is wrong there. */
export type RowError = Omit<ImportNote, "line" | "title">;

export function rowError(errors: readonly FieldError[]): RowError {
  const [first] = errors;
  const where = first && { field: first.field, value: first.code };
  return { message: wordsOf(errors), code: "refused", ...where };
}

/** A message of a length that can be shown, and sent a thousand times. */
export function shortened(message: string): string {
  return message.length > maxLength ? `${message.slice(0, maxLength)}...` : message;
}
