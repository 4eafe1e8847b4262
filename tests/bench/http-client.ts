import { Agent, request } from "node:http";

export type Answer = { status: number; body: string };

/** A client with kept-alive connections and as little of its own cost as can be. */
export function createHttpClient(connections = 1) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  function send(
    method: string,
    url: string,
    headers: Record<string, string> = {},
    body?: unknown,
  ): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const bodyHeaders =
      text === undefined
        ? {}
        : { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        url,
        { method, agent, headers: { ...headers, ...bodyHeaders } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
          );
        },
      );
      outgoing.on("error", reject);
      outgoing.end(text);
    });
  }
  return { send, close: () => agent.destroy() };
}

/** Fails the run when an answer is not the expected one: a fast error is no result. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status)
    throw new Error(`answered ${answer.status}: ${answer.body.slice(0, 300)}`);
  return answer;
}
