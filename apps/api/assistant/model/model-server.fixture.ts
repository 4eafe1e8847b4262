import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What an OpenAI-compatible server of a test was asked. */
type Asked = {
  authorization: string | undefined;
  model: string;
  max_tokens: number;
  messages: { role: string; content: string }[];
};

/** A server as a model's is, on loopback, that answers whatever a test wants. */
export type ModelServer = {
  /** What goes into `ASSISTANT_BASE_URL`. */
  url: string;
  asked: Asked[];
  answerWith: (handler: (response: ServerResponse) => void) => void;
  close: () => Promise<void>;
};

/** Starts a server that is silent until it is told what to answer. */
export async function startModelServer(): Promise<ModelServer> {
  const asked: Asked[] = [];
  let answer: (response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { authorization } = request.headers;
      asked.push({ ...(JSON.parse(body) as Omit<Asked, "authorization">), authorization });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    asked,
    answerWith: (handler) => {
      answer = handler;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A call of a tool with arguments, which are JSON already where they are a text. */
export type Call = [name: string, input: unknown];

/** Answers with calls of tools. */
export function calling(...calls: Call[]): (response: ServerResponse) => void {
  const tool_calls = calls.map(([name, input], index) => ({
    id: `call-${index}`,
    type: "function",
    function: { name, arguments: typeof input === "string" ? input : JSON.stringify(input) },
  }));
  return saying({ role: "assistant", content: null, tool_calls });
}

/** Answers with a message. */
export function saying(message: object): (response: ServerResponse) => void {
  return sending(200, {
    id: "answer",
    object: "chat.completion",
    created: 1,
    model: "test",
    choices: [{ index: 0, message, finish_reason: "stop" }],
    usage: { prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100 },
  });
}

/** Answers with a status and a body, which is as it is where it is a text. */
export function sending(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}
