import { tagItemsSchema } from "@pakaura/contract/http";
import { z } from "zod";
import { askApi } from "../api/ask-api.ts";
import { defineTool } from "./define-tool.ts";
import { reads } from "./tool.ts";

export const listTags = defineTool({
  name: "list_tags",
  title: "List tags",
  description: "Lists the tags that tasks have, most used first.",
  effect: reads,
  input: z.strictObject({
    prefix: z.string().max(100).optional().describe("What the tags begin with"),
  }),
  output: z.object({ tags: z.array(z.object({ name: z.string(), task_count: z.number() })) }),
  run: async ({ prefix }, caller) => {
    const { items } = await askApi(caller.send, tagItemsSchema, {
      method: "GET",
      path: "/tags",
      query: { q: prefix },
    });
    const lines = items.map(({ name, task_count: count }) => `- ${name} (${count})`);
    return {
      text: [items.length === 0 ? "There are no tags." : "Tags:", ...lines].join("\n"),
      data: { tags: items },
    };
  },
});
