import { once } from "node:events";
import { IncomingMessage, request } from "node:http";
import { text as readText } from "node:stream/consumers";

export type Answer = {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
  /** The stable code of a problem; null of any other answer. */
  code: string | null;
};

export type Question = {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is bytes or a text. */
  body?: unknown;
  /** Of the page that asks: that of the listener if not given, none if null. */
  origin?: string | null;
  /** The address that it comes from: each of 127.0.0.0/8 is another stranger. */
  from?: string | undefined;
};

const patienceMs = 300_000;

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function codeOf({ headers }: IncomingMessage, text: string): string | null {
  if (!headers["content-type"]?.startsWith("application/problem+json")) return null;
  const problem: unknown = JSON.parse(text);
  const code: unknown =
    typeof problem === "object" && problem !== null ? Reflect.get(problem, "code") : null;
  return typeof code === "string" ? code : null;
}

/** One request whose path and headers go as they are: `fetch` would straighten an odd path first. */
export async function ask(url: string, path: string, question: Question = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const body = bytesOf(question.body);
  const length = body === undefined ? {} : { "content-length": String(body.length) };
  const sent = request({
    hostname: hostname === "localhost" ? "127.0.0.1" : hostname,
    port,
    path,
    method: question.method ?? (body === undefined ? "GET" : "POST"),
    localAddress: question.from,
    headers: {
      host: `${hostname}:${port}`,
      ...(question.origin === null ? {} : { origin: question.origin ?? url }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...length,
      ...question.headers,
    },
    signal: AbortSignal.timeout(patienceMs),
  });
  sent.end(body);
  const answers: unknown[] = await once(sent, "response");
  const [answer] = answers;
  if (!(answer instanceof IncomingMessage)) throw new Error("No answer came");
  const text = await readText(answer);
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    text,
    code: codeOf(answer, text),
  };
}

const mostTries = 30;

/**
 * Asks as a client that means well does: again while the database does not answer in time, which a busy
 * machine may have it do. The last answer is given as it is.
 */
export async function askPatiently(
  url: string,
  path: string,
  question: Question = {},
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask(url, path, question);
    const isSoon = answer.status === 503 && answer.headers["retry-after"] === "1";
    if (!isSoon || tries === mostTries) return answer;
  }
}

/** The JSON of an answer, unparsed further. */
export function jsonOf({ text }: Answer): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) throw new Error(`No JSON object: ${text}`);
  return { ...value };
}

/** The cookies that an answer sets, as a request sends them. */
export function cookiesOf({ headers }: Answer): string {
  return (headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
}
