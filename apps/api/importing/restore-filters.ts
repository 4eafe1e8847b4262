import type { ImportNote } from "@pakaura/contract/transfer";
import { createFilterSchema, type SavedFilter } from "@pakaura/contract/filter";
import { limits } from "@pakaura/contract/task";
import { filterProblemWords } from "@pakaura/domain/filter/filter-problem";
import { parseFilter } from "@pakaura/domain/filter/parse-filter";
import { Problem } from "@pakaura/service/problem";
import type { z } from "zod";
import type { ImportContext } from "../api-context.ts";
import { announceFilters } from "../filters/announce-filters.ts";
import { createFilter, filterIdInstead } from "../filters/change-filters.ts";
import type { Origin } from "../writes/origin.ts";

const exportedFilterSchema = createFilterSchema.required();
type ExportedFilter = z.infer<typeof exportedFilterSchema>;

/** The filters of an export that can be saved beside those that are there, and what is to be said of the others. */
export function prepareFilters(
  brought: readonly unknown[],
  there: readonly SavedFilter[],
  userId: string,
): { filters: ExportedFilter[]; warnings: ImportNote[] } {
  const filters: ExportedFilter[] = [];
  const warnings: ImportNote[] = [];
  for (const [index, value] of brought.entries()) {
    const filter = exportedFilterSchema.safeParse(value);
    const isRepeated = filters.some(({ id }) => id === filter.data?.id);
    const message =
      filter.success && !isRepeated
        ? (whyNot(filter.data) ?? whyNotBeside(filter.data, [...there, ...filters], userId))
        : "This filter cannot be saved.";
    const title = filter.data?.name ?? null;
    if (message !== null) warnings.push({ line: index + 1, title, message });
    else if (filter.success) filters.push(filter.data);
  }
  return { filters, warnings };
}

function whyNot({ name, query }: ExportedFilter): string | null {
  if (![name, query].every((text) => text.isWellFormed() && !text.includes("\0")))
    return "This filter cannot be saved.";
  const result = parseFilter(query);
  return "problem" in result ? `This filter: ${filterProblemWords(result.problem)}` : null;
}

/** What the filters that are there leave no place for; the same one again is no matter. */
function whyNotBeside(
  { id, name, query }: ExportedFilter,
  others: readonly ExportedFilter[],
  userId: string,
): string | null {
  const ids = [id, filterIdInstead(userId, id)];
  const same = others.find((filter) => ids.includes(filter.id));
  if (same !== undefined) {
    const isEqual = same.name === name && same.query === query;
    return isEqual ? null : "This filter is there already, and stays as it is.";
  }
  if (others.some((filter) => filter.name === name))
    return "A filter of this name is there already.";
  const isFull = others.length >= limits.filtersPerUser;
  return isFull ? `There are ${limits.filtersPerUser} filters already.` : null;
}

/** Saves the filters that are not there yet. One whose id or name is taken is left out. */
export async function restoreFilters(
  context: ImportContext,
  userId: string,
  filters: readonly ExportedFilter[],
  origin: Origin,
): Promise<void> {
  for (const { id, name, query } of filters) {
    const saved = await save(context, userId, { id, name, query });
    if (saved !== null)
      await announceFilters(context, {
        userId,
        filterId: saved.id,
        correlationId: origin.correlationId,
      });
  }
}

/** The filter that was saved; null when it was there already, or could not be. */
async function save(
  { pool }: ImportContext,
  userId: string,
  filter: ExportedFilter,
): Promise<ExportedFilter | null> {
  try {
    const { filter: saved, isNew } = await createFilter(pool, userId, filter);
    return isNew ? saved : null;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
