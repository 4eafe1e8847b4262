import { ServiceUnavailable } from "../invocation.ts";

/** What Dapr's sidecar answered. */
export type SidecarAnswer = { status: number; headers: Headers; text: string };

export type SidecarRequest = {
  /** Sent as it is. */
  body?: string;
  headers?: Record<string, string>;
  timeoutMs?: number;
};

/**
 * What is thrown when the sidecar did not do what it was asked: for what lies behind it (the broker, the
 * scheduler, the store) waiting helps, and it is no fault of the event that is being handled.
 */
export function refusal(what: string, { status, text }: SidecarAnswer): Error {
  const message = `The sidecar answered ${status} to ${what}: ${text.slice(0, 500)}`;
  return status >= 500 ? new ServiceUnavailable(message) : new Error(message);
}

/** Dapr's sidecar of this process, by its HTTP API (https://docs.dapr.io/reference/api/). */
export type Sidecar = {
  /** Resolves with any answer; rejects with `ServiceUnavailable` when there is none in time. */
  ask: (method: string, path: string, request?: SidecarRequest) => Promise<SidecarAnswer>;
  /** Whether it can publish, schedule and invoke. Not `/healthz`, which waits for our own app in turn. */
  isReady: () => Promise<boolean>;
};

const defaultTimeoutMs = 10_000;
const healthTimeoutMs = 1_000;

/** `token` is what the sidecar demands of us (its DAPR_API_TOKEN). */
export function createSidecar({ port, token }: { port: number; token?: string }): Sidecar {
  const ownHeaders: Record<string, string> = token === undefined ? {} : { "dapr-api-token": token };

  async function ask(method: string, path: string, request: SidecarRequest = {}) {
    const { body, headers, timeoutMs = defaultTimeoutMs } = request;
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { ...headers, ...ownHeaders },
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { body }),
      });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    } catch (error) {
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw new ServiceUnavailable(`The sidecar does not answer: ${String(reason)}`, {
        cause: error,
      });
    }
  }

  return {
    ask,
    isReady: async () => {
      const request = { timeoutMs: healthTimeoutMs };
      const answer = await ask("GET", "/v1.0/healthz/outbound", request).catch(() => null);
      return answer?.status === 204;
    },
  };
}

/** Whether the answer is a 2xx. */
export function isOk({ status }: SidecarAnswer): boolean {
  return status >= 200 && status < 300;
}
