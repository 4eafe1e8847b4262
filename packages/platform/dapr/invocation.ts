import { type Invocation, type InvocationAnswer, ServiceUnavailable } from "../invocation.ts";
import { backoffMs, wait } from "../log/wait.ts";
import type { Sidecar, SidecarAnswer } from "./sidecar.ts";

export type InvocationRetry = { maxTries: number; firstDelayMs: number; maxDelayMs: number };

const timeoutMs = 30_000;
/** What the sidecar says, with 500 itself, when it does not find the other service or cannot reach it. */
const notReached = "ERR_DIRECT_INVOKE";

function bodyOf({ text, headers }: SidecarAnswer): unknown {
  const isJson = /[/+]json\b/.test(headers.get("content-type") ?? "");
  return isJson && text !== "" ? JSON.parse(text) : text;
}

/** Calls routes of other services through the sidecar, which finds a replica. */
export function createInvocation(
  sidecar: Sidecar,
  retry: InvocationRetry,
  signal: AbortSignal,
): Invocation {
  async function call(...[app, method, path, body, context]: Parameters<Invocation["invoke"]>) {
    // Also without a body: of what has no type, the sidecar makes one that the other service refuses.
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (context?.correlation_id !== undefined) headers["x-correlation-id"] = context.correlation_id;
    if (context?.traceparent !== undefined) headers["traceparent"] = context.traceparent;
    const answer = await sidecar.ask(method, `/v1.0/invoke/${app}/method${path}`, {
      headers,
      timeoutMs,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status < 500) return { status: answer.status, body: bodyOf(answer) };
    const message = `${app} answered ${answer.status} to ${method} ${path}`;
    const isAway = answer.status === 503 || answer.text.includes(notReached);
    throw isAway ? new ServiceUnavailable(message) : new Error(message);
  }

  return {
    async invoke(...request): Promise<InvocationAnswer> {
      for (let tries = 1; ; tries += 1) {
        try {
          return await call(...request);
        } catch (error) {
          if (tries >= retry.maxTries || signal.aborted) throw error;
          await wait(backoffMs(tries, retry), signal);
        }
      }
    },
  };
}
