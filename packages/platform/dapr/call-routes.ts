import type { FastifyInstance, FastifyReply, InjectOptions } from "fastify";

/** Dapr takes 404 for "done with". A job whose route is away is not. */
const jobFailed = 500;

async function pass(reply: FastifyReply, app: FastifyInstance, request: InjectOptions) {
  const answer = await app.inject(request);
  return reply.code(answer.statusCode).headers(answer.headers).send(answer.rawPayload);
}

/** The routes by which the sidecar fires jobs, and calls what other services invoke. */
export function callRoutes(internal: FastifyInstance, app: FastifyInstance): void {
  internal.post<{ Params: { name: string } }>("/job/:name", async ({ params, body }, reply) => {
    const url = `/job/${encodeURIComponent(params.name)}`;
    const headers = { "content-type": "application/json" };
    const payload = JSON.stringify(body ?? null);
    const answer = await app.inject({ method: "POST", url, headers, payload });
    if (answer.statusCode >= 200 && answer.statusCode < 300) return reply.code(204).send();
    internal.log.warn(
      { job: params.name, status: answer.statusCode, answer: answer.body.slice(0, 500) },
      "A job is tried again",
    );
    return reply.code(jobFailed).send();
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
