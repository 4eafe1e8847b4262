import { limits, prioritySchema } from "@pakaura/contract/task";
import { z } from "zod";

/** The most tasks of one call. */
export const batchLimit = 50;

const requestIdForm = /^[\x21-\x7e]+$/;

/** Arguments that several tools take. */
export const argument = {
  id: z.string().min(1).max(limits.titleLength),
  ids: z
    .array(z.string().min(1).max(limits.titleLength))
    .min(1)
    .max(batchLimit)
    .describe("Ids from find_tasks"),
  requestId: z
    .string()
    .max(100)
    .refine((text) => requestIdForm.test(text), "must be visible ASCII characters")
    .optional()
    .describe("Your own id: repeated with it, a request is done once"),
  priority: prioritySchema,
  tags: z.array(z.string().max(100)).max(limits.tagsPerTask),
  cursor: z.string().max(4_000).optional().describe("next_cursor of the page before"),
  limit: z.int().min(1).max(limits.pageSize).default(20),
};

/** The input of a tool that does something to each of several tasks. */
export function batchOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    tasks: z.array(item).min(1).max(batchLimit),
    request_id: argument.requestId,
  });
}
