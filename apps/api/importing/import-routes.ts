import { importLimits, importQuerySchema } from "@pakaura/contract/transfer";
import type { Jobs } from "@pakaura/platform/jobs";
import { metrics } from "@pakaura/service/metrics";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { answerCalls, type MainCalls } from "../threads/main-calls.ts";
import { Places } from "../threads/places.ts";
import type { Threads } from "../threads/threads.ts";
import { whenGone } from "../threads/when-gone.ts";
import { originOf } from "../writes/origin.ts";

type ImportRoutesContext = ApiContext & { jobs: Jobs; threads: Threads };

/**
 * `POST /import`: takes files of any type, up to 20 MB, and tells what they are by looking. A place is taken
 * before any of the body is read: files that wait would be most of the memory.
 */
export async function importRoutes(
  app: FastifyInstance,
  context: ImportRoutesContext,
): Promise<void> {
  const places = new Places({ what: "imports", perUser: 2, inAll: 6 });
  const gone = new WeakMap<FastifyRequest, AbortSignal>();
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const options = { parseAs: "buffer", bodyLimit: importLimits.bytes } as const;
    scope.addContentTypeParser("*", options, (_request, body, done) => done(null, body));
    scope.addHook("preParsing", async (request, reply) => {
      gone.set(request, whenGone(reply, places.take(principalOf(request).userId)));
    });
    scope.post("/import", { bodyLimit: importLimits.bytes }, async (request) => {
      const query = parse(importQuerySchema, request.query, "query");
      const principal = principalOf(request);
      const origin = originOf(request, principal);
      const work = {
        body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
        contentType: request.headers["content-type"],
        query,
        userId: principal.userId,
        origin: { ...origin, actorDetail: origin.actorDetail ?? "import" },
      };
      const signal = gone.get(request) ?? AbortSignal.abort();
      const { port, done } = context.threads.start("importFile", work, signal);
      answerCalls(port, callsOf(context));
      return done.finally(() => port.close());
    });
  });
}

function callsOf({ wake, authenticator, pubsub, jobs }: ImportRoutesContext): MainCalls {
  return {
    wake,
    count: (events) => {
      for (const { labels, value } of events) metrics.eventsPublished.inc(labels, value);
    },
    forget: () => authenticator.forget(),
    publish: (topic, event) => pubsub.publish(topic, event),
    schedule: (name, job) => jobs.schedule(name, job),
  };
}
