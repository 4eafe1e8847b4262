import { addressOf, headersOf, type SendToApi } from "./send-to-api.ts";

const patienceMs = 30_000;

/** Asks a Pakaura somewhere else, in the name of whom the access token stands for. */
export function sendByHttp(url: string, token: string): SendToApi {
  return async (request) => {
    const answer = await fetch(new URL(addressOf(request), url), {
      method: request.method,
      headers: { ...headersOf(request), authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(patienceMs),
      // A token is for this address alone.
      redirect: "error",
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    return {
      status: answer.status,
      text: await answer.text(),
      retryAfter: answer.headers.get("retry-after"),
    };
  };
}
