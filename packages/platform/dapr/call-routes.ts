import type { FastifyInstance, FastifyReply, InjectOptions } from "fastify";
import type { TakeJob } from "./take-job.ts";

/** Whatever went wrong: Dapr takes 404 for "done with". */
const comeAgain = 500;

async function pass(reply: FastifyReply, app: FastifyInstance, request: InjectOptions) {
  const answer = await app.inject(request);
  return reply.code(answer.statusCode).headers(answer.headers).send(answer.rawPayload);
}

/** The routes by which the sidecar fires jobs, and calls what other services invoke. */
export function callRoutes(
  internal: FastifyInstance,
  { app, takeJob }: { app: FastifyInstance; takeJob: TakeJob },
): void {
  internal.post<{ Params: { name: string } }>("/job/:name", async ({ params, body }, reply) => {
    const isDone = await takeJob({ name: params.name, data: body });
    return reply.code(isDone ? 204 : comeAgain).send();
  });

  internal.route({
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: "/internal/*",
    handler: ({ method, url, headers, body }, reply) => {
      const { "content-length": _length, "transfer-encoding": _encoding, ...rest } = headers;
      const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
      return pass(reply, app, { method, url, headers: rest, ...payload });
    },
  });
}
