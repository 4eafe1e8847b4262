export type InvocationAnswer = { status: number; body: unknown };

export type Invocation = {
  /**
   * Calls an internal route of another service (`app`), with retries while it cannot be reached or
   * answers 5xx. Resolves with any other answer; rejects when the retries are used up.
   */
  invoke: (
    app: string,
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
  ) => Promise<InvocationAnswer>;
};
