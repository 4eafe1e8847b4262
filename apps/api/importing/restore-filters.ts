import type { ImportNote } from "@pakaura/contract/transfer";
import { createFilterSchema, type SavedFilter } from "@pakaura/contract/filter";
import { limits } from "@pakaura/contract/task";
import { filterProblemWords } from "@pakaura/domain/filter/filter-problem-words";
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
    const why =
      filter.success && !isRepeated
        ? (whyNot(filter.data) ?? whyNotBeside(filter.data, [...there, ...filters], userId))
        : unsaved;
    const title = filter.data?.name ?? null;
    if (why !== null) warnings.push({ line: index + 1, title, ...why });
    else if (filter.success) filters.push(filter.data);
  }
  return { filters, warnings };
}

type Why = Pick<ImportNote, "message" | "code" | "value">;

const unsaved: Why = { message: "This filter cannot be saved.", code: "filter_unsaved" };

function whyNot({ name, query }: ExportedFilter): Why | null {
  if (![name, query].every((text) => text.isWellFormed() && !text.includes("\0"))) return unsaved;
  const result = parseFilter(query);
  if (!("problem" in result)) return null;
  const message = `This filter: ${filterProblemWords(result.problem)}`;
  return { message, code: "filter_not_understood", value: query };
}

/** What the filters that are there leave no place for; the same one again is no matter. */
function whyNotBeside(
  { id, name, query }: ExportedFilter,
  others: readonly ExportedFilter[],
  userId: string,
): Why | null {
  const ids = [id, filterIdInstead(userId, id)];
  const same = others.find((filter) => ids.includes(filter.id));
  if (same !== undefined) {
    const isEqual = same.name === name && same.query === query;
    if (isEqual) return null;
    const message = "This filter is there already, and stays as it is.";
    return { message, code: "filter_there" };
  }
  if (others.some((filter) => filter.name === name))
    return { message: "A filter of this name is there already.", code: "filter_name_there" };
  const isFull = others.length >= limits.filtersPerUser;
  if (!isFull) return null;
  const most = String(limits.filtersPerUser);
  return { message: `There are ${most} filters already.`, code: "too_many_filters", value: most };
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
