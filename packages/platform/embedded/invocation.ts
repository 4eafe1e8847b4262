import type { FastifyInstance } from "fastify";
import { type Invocation, type InvocationAnswer, ServiceUnavailable } from "../invocation.ts";
import { backoffMs, wait } from "../log/wait.ts";

type Method = Parameters<Invocation["invoke"]>[1];

export type InvocationRetry = { maxTries: number; firstDelayMs: number; maxDelayMs: number };

function bodyOf(payload: string, contentType: unknown): unknown {
  const isJson = typeof contentType === "string" && /[/+]json\b/.test(contentType);
  return isJson && payload !== "" ? JSON.parse(payload) : payload;
}

/** Calls routes of the services in this process. `appOf` finds a service by its name. */
export function createInvocation(
  appOf: (name: string) => FastifyInstance | undefined,
  retry: InvocationRetry,
  signal: AbortSignal,
): Invocation {
  async function call(
    name: string,
    method: Method,
    path: string,
    body: unknown,
    context: Parameters<Invocation["invoke"]>[4],
  ): Promise<InvocationAnswer> {
    const app = appOf(name);
    if (!app) throw new ServiceUnavailable(`There is no service ${name} in this process`);
    const headers: Record<string, string> =
      body === undefined ? {} : { "content-type": "application/json" };
    if (context?.correlation_id !== undefined) headers["x-correlation-id"] = context.correlation_id;
    if (context?.traceparent !== undefined) headers["traceparent"] = context.traceparent;
    const payload = JSON.stringify(body);
    const answer = await app.inject({
      method,
      url: path,
      headers,
      ...(body === undefined ? {} : { payload }),
    });
    if (answer.statusCode >= 500) {
      const message = `${name} answered ${answer.statusCode} to ${method} ${path}`;
      throw answer.statusCode === 503 ? new ServiceUnavailable(message) : new Error(message);
    }
    return { status: answer.statusCode, body: bodyOf(answer.body, answer.headers["content-type"]) };
  }

  return {
    async invoke(name, method, path, body, context) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await call(name, method, path, body, context);
        } catch (error) {
          if (tries >= retry.maxTries || signal.aborted) throw error;
          await wait(backoffMs(tries, retry), signal);
        }
      }
    },
  };
}
