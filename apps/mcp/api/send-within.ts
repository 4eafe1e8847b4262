import type { FastifyInstance } from "fastify";
import { addressOf, headersOf, type SendToApi } from "./send-to-api.ts";

/** Calls the API's routes of the same listener as functions, with headers that say in whose name. */
export function sendWithin(app: FastifyInstance, headers: Record<string, string>): SendToApi {
  return async (request) => {
    const answer = await app.inject({
      method: request.method,
      url: addressOf(request),
      headers: { ...headers, ...headersOf(request) },
      ...(request.body === undefined ? {} : { payload: JSON.stringify(request.body) }),
    });
    const retryAfter = answer.headers["retry-after"];
    return {
      status: answer.statusCode,
      text: answer.body,
      retryAfter: retryAfter === undefined ? null : String(retryAfter),
    };
  };
}
