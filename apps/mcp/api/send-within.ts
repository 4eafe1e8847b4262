import type { FastifyInstance } from "fastify";
import { addressOf, headersOf, type SendToApi } from "./send-to-api.ts";

/** Does something with the `Authorization` that stands for the caller. */
export type Authorize = <Result>(
  work: (authorization: string) => Promise<Result>,
) => Promise<Result>;

/** Calls the API's routes of the same listener as functions, in somebody's name. */
export function sendWithin(
  app: FastifyInstance,
  { authorize, headers }: { authorize: Authorize; headers: Record<string, string> },
): SendToApi {
  return (request) =>
    authorize(async (authorization) => {
      const answer = await app.inject({
        method: request.method,
        url: addressOf(request),
        headers: { ...headers, ...headersOf(request), authorization },
        ...(request.body === undefined ? {} : { payload: JSON.stringify(request.body) }),
      });
      const retryAfter = answer.headers["retry-after"];
      return {
        status: answer.statusCode,
        text: answer.body,
        retryAfter: retryAfter === undefined ? null : String(retryAfter),
      };
    });
}
