import type { FieldError, Problem } from "@pakaura/contract/problem";
import { m } from "../messages/messages.ts";
import { MissingPartError } from "./load-part.ts";
import { rememberOwnRequest } from "./own-requests.ts";
import { uuidV7 } from "./uuid-v7.ts";

/** The server refused. `message` is its explanation for people. */
export class ProblemError extends Error {
  readonly status: number;
  /** The stable code of the contract, or better-auth's in lower case. */
  readonly code: string;
  readonly errors: readonly FieldError[];
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(
    problem: Pick<Problem, "status" | "code" | "detail" | "errors">,
    retryAfterMs: number | null,
  ) {
    super(problem.detail);
    this.name = "ProblemError";
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server could not be reached, so nothing is known about the outcome. */
export class UnreachableError extends Error {
  constructor() {
    super("The server cannot be reached");
    this.name = "UnreachableError";
  }
}

export type Request = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  /** Sent as it is, in place of a JSON body. */
  file?: Blob;
  headers?: Readonly<Record<string, string>>;
  idempotencyKey?: string;
  /** The version that is to be changed; another one is refused with `stale_version`. */
  ifMatch?: number;
  signal?: AbortSignal;
};

const signedOutListeners = new Set<() => void>();

/** Calls `listener` whenever the server says that this session has ended. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** Tells everyone that the session has ended. */
export function reportSignedOut(): void {
  for (const listener of signedOutListeners) listener();
}

/** Counts the people who were signed in here: the answer to one of them is for no other. */
let person = 0;

/** Gives up what is under way, whose person has gone. Who asked is told that the server could not be reached. */
export function endRequests(): void {
  person += 1;
}

/**
 * One request to our own server, answered as JSON. The caller names the type of the answer, which the
 * contract fixes. Throws ProblemError when refused and UnreachableError when there was no answer.
 */
export function request<Answer>(path: string, options: Request = {}): Promise<Answer> {
  // A deletion answers nothing, which its caller names null.
  return requestRead(path, options, async (response) =>
    readAnswer<Answer>(response.status === 204 ? "null" : await readText(response, options.signal)),
  );
}

/** As `request`, for an answer that `read` takes from the response. */
export async function requestRead<Answer>(
  path: string,
  options: Request,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
  const asking = person;
  const headers = new Headers({ accept: "application/json", ...options.headers });
  if (options.body !== undefined) headers.set("content-type", "application/json");
  if (options.file !== undefined) headers.set("content-type", "application/octet-stream");
  if (options.idempotencyKey) headers.set("idempotency-key", options.idempotencyKey);
  // What it comes to is told in events that bear this id.
  if (options.method !== undefined && options.method !== "GET") {
    const id = options.idempotencyKey ?? uuidV7();
    rememberOwnRequest(id);
    headers.set("x-correlation-id", id);
  }
  if (options.ifMatch !== undefined) headers.set("if-match", `"${options.ifMatch}"`);
  const response = await send(path, {
    method: options.method ?? "GET",
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.file === undefined ? {} : { body: options.file }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  if (asking !== person) throw new UnreachableError();
  if (!response.ok) throw await toProblem(response);
  return read(response);
}

/** JSON of our own server, whose form the contract fixes; zod would cost more than the whole list page. */
export function parseJson<Value>(text: string): Value {
  return JSON.parse(text) as Value;
}

/** A network that wants a sign-in of its own answers with its page for whatever is asked. */
function readAnswer<Answer>(text: string): Answer {
  try {
    return parseJson<Answer>(text);
  } catch {
    throw new UnreachableError();
  }
}

async function readText(response: Response, signal?: AbortSignal): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new UnreachableError();
  }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new UnreachableError();
  }
}

type AnyProblem = Partial<Problem> & { message?: string };

/** What a refusal says; UnreachableError when something in between refused. */
export async function toProblem(response: Response): Promise<ProblemError | UnreachableError> {
  const problem = await response
    .text()
    .then(parseJson<AnyProblem | null>)
    .catch(() => null);
  // A gateway in between answers without a problem when our server is down, or before it lets anybody through.
  const isPage = response.headers.get("content-type")?.includes("text/html") ?? false;
  const isOther = response.status >= 502 || (isPage && response.status !== 413);
  if (problem === null && isOther) return new UnreachableError();
  const known: AnyProblem = problem ?? {};
  if (response.status === 401 && known.code === "unauthenticated") reportSignedOut();
  const retryAfter = Number(
    response.headers.get("retry-after") ?? response.headers.get("x-retry-after"),
  );
  return new ProblemError(
    {
      status: response.status,
      code: (known.code ?? "unknown").toLowerCase(),
      detail: known.detail ?? known.message ?? m.errors.answered(response.status),
      ...(known.errors ? { errors: known.errors } : {}),
    },
    retryAfter > 0 ? retryAfter * 1_000 : null,
  );
}

/** The message for a person about whatever went wrong. */
export function messageOf(error: unknown): string {
  if (error instanceof UnreachableError) return m.errors.unreachable;
  if (error instanceof ProblemError) return m.errors.byCode[error.code] ?? error.message;
  if (error instanceof MissingPartError)
    return error.reason === "gone" ? m.version.lead : m.errors.unreachable;
  return error instanceof Error ? error.message : m.errors.unknown;
}

/** The server's message about one field, when it named that field. */
export function fieldMessage(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  const found = error.errors.find(
    (item) => item.field === field || item.field.startsWith(`${field}.`),
  );
  return found && m.errors.field(found);
}
