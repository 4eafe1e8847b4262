export type InvocationAnswer = { status: number; body: unknown };

/** The other service was not there, or said that it cannot answer now (503): no fault of whoever called. */
export class ServiceUnavailable extends Error {
  override name = "ServiceUnavailable";
}

export type Invocation = {
  /**
   * Calls an internal route of another service (`app`), with retries while it cannot be reached or
   * answers 5xx. Resolves with any other answer; rejects when the retries are used up,
   * with `ServiceUnavailable` where waiting longer may help.
   */
  invoke: (
    app: string,
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
    /** What the call is part of, for logs and traces. */
    context?: { correlation_id?: string; traceparent?: string | undefined },
  ) => Promise<InvocationAnswer>;
};
