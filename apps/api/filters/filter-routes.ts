import { createFilterSchema, updateFilterSchema } from "@pakaura/contract/filter";
import { nameUuid } from "@pakaura/service/name-uuid";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { uuidv7 } from "uuidv7";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { claimOf } from "../http/idempotency-key.ts";
import { pathId } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import { requireStorable } from "../http/storable-text.ts";
import { json, noContent } from "../writes/answer.ts";
import { announceFilters } from "./announce-filters.ts";
import { createFilter, deleteFilter, updateFilter } from "./change-filters.ts";
import { knownFilter } from "./known-filter.ts";
import { readFilters } from "./stored-filter.ts";

const namespace = "6b1f3a52-9f0e-4a0b-8d0e-2f1c7f5a9d34";

/** Saved filters: `GET`, `POST`, `PATCH` and `DELETE` under `/api/v1/filters`. */
export function filterRoutes(app: FastifyInstance, context: ApiContext): void {
  const { pool } = context;
  const announce = (request: FastifyRequest, filterId: string) =>
    announceFilters(context, {
      userId: principalOf(request).userId,
      filterId,
      correlationId: request.correlationId,
    });

  app.get("/filters", async (request, reply) => {
    return send(reply, json(200, { items: await readFilters(pool, principalOf(request).userId) }));
  });

  app.post("/filters", async (request, reply) => {
    const { name, query, id } = parse(createFilterSchema, request.body);
    requireFilter({ name, query });
    const { userId } = principalOf(request);
    const chosen = { name, query, id: id ?? newId(request, userId) };
    const { filter, isNew } = await createFilter(pool, userId, chosen).catch((error: unknown) => {
      throw id === undefined ? explainRepeated(error) : error;
    });
    if (isNew) await announce(request, filter.id);
    return send(reply, json(201, filter, { location: `/api/v1/filters/${filter.id}` }));
  });

  app.patch("/filters/:id", async (request, reply) => {
    const id = pathId(request);
    const body = parse(updateFilterSchema, request.body);
    requireFilter(body);
    // The same change again changes nothing, so a repeated request needs no kept answer.
    claimOf(request);
    const { filter, hasChanged } = await updateFilter(pool, principalOf(request).userId, id, body);
    if (hasChanged) await announce(request, id);
    return send(reply, json(200, filter));
  });

  app.delete("/filters/:id", async (request, reply) => {
    const id = pathId(request);
    claimOf(request);
    await deleteFilter(pool, principalOf(request).userId, id);
    await announce(request, id);
    return send(reply, noContent);
  });
}

function requireFilter({ name, query }: { name?: string | undefined; query?: string | undefined }) {
  if (name !== undefined) requireStorable("name", name);
  if (query === undefined) return;
  requireStorable("query", query);
  knownFilter("query", query);
}

/** With an `Idempotency-Key` the id follows from it: the request again finds what it made. */
function newId(request: FastifyRequest, userId: string): string {
  const claim = claimOf(request);
  return claim === null ? uuidv7() : nameUuid(namespace, `${userId} ${claim.key}`);
}

/** An id that was made from a key can only be taken by another request with that key. */
function explainRepeated(error: unknown): unknown {
  if (!(error instanceof Problem) || error.code !== "id_taken") return error;
  return new Problem("idempotency_mismatch", "This Idempotency-Key was used for another request.");
}
