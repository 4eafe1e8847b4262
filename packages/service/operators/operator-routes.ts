import { NotABackup, SchemaTooNew } from "@pakaura/database/errors";
import type { ConsumerGroups } from "@pakaura/platform/consumer-groups";
import type { Replay } from "@pakaura/platform/dead-letters/replay-dead-letter";
import {
  discardDeadLetter,
  listDeadLetters,
  readDeadLetter,
} from "@pakaura/platform/dead-letters/stored-dead-letters";
import { isSameSecret } from "@pakaura/platform/is-same-secret";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { z } from "zod";
import { parse } from "../parse.ts";
import { Problem } from "../problem.ts";
import { subscriptionRoutes } from "./subscription-routes.ts";

type OperatorRoutesOptions = {
  pool: pg.Pool;
  platform: {
    groups: ConsumerGroups;
    replayDeadLetter: (id: string) => Promise<Replay | null>;
  };
  token: string;
  /** Puts a backup in place of everything, and has everything begin anew: where one process is all there is. */
  restore?: (file: string) => Promise<void>;
};

const parametersSchema = z.object({ id: z.uuid() });
const restoreSchema = z.strictObject({ file: z.string().startsWith("/") });
const mostListed = 1_000;

function idOf(parameters: unknown): string {
  return parse(parametersSchema, parameters, "path").id;
}

function found<Value>(value: Value | null): Value {
  if (value === null) throw new Problem("not_found", "There is no such dead letter");
  return value;
}

/** What an operator can do something about is said to the operator. */
function explainRefusal(error: unknown): unknown {
  if (!(error instanceof NotABackup || error instanceof SchemaTooNew)) return error;
  const errors = [{ field: "file", code: "invalid_file", message: "must be a whole backup" }];
  return new Problem("validation_failed", error.message, { errors, cause: error });
}

/** Routes for operators, on the internal listener; each demands the operator's token. */
export async function operatorRoutes(
  internal: FastifyInstance,
  { pool, platform, token, restore }: OperatorRoutesOptions,
): Promise<void> {
  await internal.register(async (app) => {
    app.addHook("onRequest", async (request) => {
      if (!isSameSecret(request.headers.authorization, `Bearer ${token}`))
        throw new Problem("unauthenticated", "This route is for operators, who carry a token");
    });
    if (restore)
      app.post("/operators/restore", async (request, reply) => {
        const { file } = parse(restoreSchema, request.body);
        await restore(file).catch((error: unknown) => {
          throw explainRefusal(error);
        });
        return reply.code(204).send();
      });
    subscriptionRoutes(app, platform.groups);
    app.get("/operators/dead-letters", async () => ({
      items: await listDeadLetters(pool, mostListed),
    }));
    app.get("/operators/dead-letters/:id", async ({ params }) => {
      const { event, ...letter } = found(await readDeadLetter(pool, idOf(params)));
      const parsed: unknown = JSON.parse(event);
      return { ...letter, event: parsed };
    });
    app.post("/operators/dead-letters/:id/replay", async ({ params }) =>
      found(await platform.replayDeadLetter(idOf(params))),
    );
    app.delete("/operators/dead-letters/:id", async ({ params }, reply) => {
      found((await discardDeadLetter(pool, idOf(params))) || null);
      return reply.code(204).send();
    });
  });
}
