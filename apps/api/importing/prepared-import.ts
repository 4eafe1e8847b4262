import type { CreateFilter } from "@pakaura/contract/filter";
import { importLimits, type ImportNote } from "@pakaura/contract/transfer";
import { Problem } from "@pakaura/service/problem";
import type { NewTask } from "./write-import.ts";

/** Tasks as they would be written, and what is to be said of the rest. */
export type Prepared = {
  tasks: NewTask[];
  /** Tags beside those of the tasks. */
  tags: string[];
  total: number;
  errors: ImportNote[];
  warnings: ImportNote[];
  filters: Required<CreateFilter>[];
};

/** Throws `validation_failed` for more tasks than one import may bring. */
export function refuseTooMany(count: number): void {
  if (count <= importLimits.tasks) return;
  const message = `must be at most ${importLimits.tasks} in one file`;
  const value = String(importLimits.tasks);
  throw new Problem("validation_failed", `Tasks ${message}.`, {
    errors: [{ field: "file", code: "too_many", message, reason: "too_many_tasks", value }],
  });
}
