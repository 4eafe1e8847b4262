import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { TakeJob } from "./take-job.ts";

/** Whatever went wrong: Dapr takes 404 for "done with". */
const comeAgain = 500;

/** Has the service answer a request at its own route of the same name. */
export async function passOn(request: FastifyRequest, reply: FastifyReply, app: FastifyInstance) {
  const { method, url, headers, body } = request;
  const { "content-length": _length, "transfer-encoding": _encoding, ...rest } = headers;
  const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
  const answer = await app.inject({
    method,
    url,
    headers: rest,
    ...payload,
  });
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
    handler: (request, reply) => passOn(request, reply, app),
  });
}
