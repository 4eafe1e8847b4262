/** A request to `/api/v1`; a list in the query is sent as one parameter for each of its items. */
export type ApiRequest = {
  method: "GET" | "POST";
  path: string;
  query?: Record<string, string | number | boolean | readonly string[] | undefined>;
  body?: unknown;
  idempotencyKey?: string | undefined;
};

export type ApiAnswer = { status: number; text: string; retryAfter: string | null };

/** Sends a request to the HTTP API in somebody's name. Rejects when nothing answers. */
export type SendToApi = (request: ApiRequest) => Promise<ApiAnswer>;

/** The path and query of a request, below the API's address. */
export function addressOf({ path, query = {} }: ApiRequest): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const values = typeof value === "object" ? value : [String(value)];
    for (const one of values) parameters.append(name, one);
  }
  const text = parameters.toString();
  return `/api/v1${path}${text === "" ? "" : `?${text}`}`;
}

/** The headers of a request besides who makes it. */
export function headersOf({ body, idempotencyKey }: ApiRequest): Record<string, string> {
  return {
    accept: "application/json",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
  };
}
