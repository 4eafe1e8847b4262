import { listTagsQuerySchema, renameTagSchema } from "@pakaura/contract/http";
import { normaliseTag } from "@pakaura/domain/tags";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { notFound, pathText } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import { json, noContent } from "../writes/answer.ts";
import { writeFor } from "../writes/write-for.ts";
import { findTag, listTags } from "./list-tags.ts";
import { replaceTag } from "./replace-tag.ts";

/** Everything under `/api/v1/tags`. */
export function tagRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get("/tags", async (request, reply) => {
    const { q = "" } = parse(listTagsQuerySchema, request.query, "query");
    const prefix = q.trim().toLowerCase().normalize("NFC");
    const items = await listTags(context.pool, principalOf(request).userId, prefix);
    return send(reply, json(200, { items }));
  });

  app.patch("/tags/:name", async (request, reply) => {
    const tag = await tagOf(context, request);
    const name = newName(parse(renameTagSchema, request.body).name);
    const merged = await findTag(context.pool, principalOf(request).userId, name);
    const answer = await writeFor(context, request, { tag: tag?.name ?? "" }, (tasks, decision) => {
      // Here rather than before, so that a repeated request finds its kept answer first.
      if (tag === null) throw notFound();
      if (name === tag.name) return { changes: [], answer: json(200, tag) };
      const tagged = tasks.all();
      const changes = replaceTag(tagged, tag.name, name, decision);
      const gained = tagged.filter((task) => task.deletedAt === null && !task.tags.includes(name));
      const taskCount = (merged?.task_count ?? 0) + gained.length;
      return {
        changes,
        addedTag: name,
        removedTag: tag.name,
        answer: json(200, { name, task_count: taskCount }),
      };
    });
    return send(reply, answer);
  });

  app.delete("/tags/:name", async (request, reply) => {
    const tag = await tagOf(context, request);
    const answer = await writeFor(context, request, { tag: tag?.name ?? "" }, (tasks, decision) => {
      if (tag === null) throw notFound();
      const changes = replaceTag(tasks.all(), tag.name, null, decision);
      return { changes, removedTag: tag.name, answer: noContent };
    });
    return send(reply, answer);
  });
}

/** The tag of the path, or null when the user has none of this name. */
async function tagOf(context: ApiContext, request: FastifyRequest) {
  const name = normaliseTag(pathText(request, "name"));
  return name === null ? null : findTag(context.pool, principalOf(request).userId, name);
}

function newName(text: string): string {
  const name = normaliseTag(text);
  if (name !== null) return name;
  throw new Problem("validation_failed", "The name is not a tag.", {
    errors: [
      {
        field: "name",
        code: "invalid_tag",
        message: "must be 1 to 30 letters, digits and hyphens",
      },
    ],
  });
}
