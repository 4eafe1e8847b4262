import { z } from "zod";
import { limits } from "./task.ts";

const name = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(60)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, "must be one line without control characters");
/** What it says is checked by the parser in `domain/filter`. */
const query = z.string().trim().min(1, "must not be empty").max(limits.filterQueryLength);

export const createFilterSchema = z.strictObject({
  id: z
    .uuid()
    .transform((id) => id.toLowerCase())
    .optional(),
  name,
  query,
});
export type CreateFilter = z.infer<typeof createFilterSchema>;

/** `position` is the place in the list, from 0; beyond the end means the end. */
export const updateFilterSchema = z.strictObject({
  name: name.optional(),
  query: query.optional(),
  position: z
    .int()
    .min(0)
    .max(limits.filtersPerUser - 1)
    .optional(),
});
export type UpdateFilter = z.infer<typeof updateFilterSchema>;

/** A query that a person keeps by a name. */
export const savedFilterSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string(),
  position: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

export const filterItemsSchema = z.object({ items: z.array(savedFilterSchema) });
export type FilterItems = z.infer<typeof filterItemsSchema>;
