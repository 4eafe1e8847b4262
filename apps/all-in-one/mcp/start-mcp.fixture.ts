import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createdTokenSchema } from "@pakaura/contract/http";
import { z } from "zod";
import { startTestSystem } from "../test-system.ts";

const contentSchema = z.array(z.object({ type: z.literal("text"), text: z.string() }));
const itemSchema = z.looseObject({ id: z.string(), title: z.string() });
export type Item = z.infer<typeof itemSchema>;

export type McpSystem = Awaited<ReturnType<typeof startMcpSystem>>;

/** What a tool answered: its text, its data or that it refused, and the tasks of the data. */
export type Told = {
  text: string;
  isError: boolean;
  data: Record<string, unknown>;
  tasks: Item[];
};

/** Somebody's client, as Claude or ChatGPT is one. */
export async function connect(url: URL, token: string, mode: "auto" | "legacy" = "auto") {
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return client;
}

/** Calls a tool by a client. */
export async function callBy(
  client: Client,
  name: string,
  given: Record<string, unknown> = {},
): Promise<Told> {
  const answer = await client.callTool({ name, arguments: given });
  const text = contentSchema
    .parse(answer.content)
    .map((one) => one.text)
    .join("\n");
  const data = z.record(z.string(), z.unknown()).parse(answer.structuredContent ?? {});
  const tasks = z.array(itemSchema).safeParse(data["tasks"]);
  return { text, isError: answer.isError === true, data, tasks: tasks.data ?? [] };
}

type McpSystemOptions = { port?: number; env?: Record<string, string> };

/** The whole system on a port of its own. Ann lives in Berlin, and has a client that may write in her name. */
export async function startMcpSystem({ port = 0, env = {} }: McpSystemOptions = {}) {
  const system = await startTestSystem(undefined, env);
  const address = await system.open.listen({ port, host: "127.0.0.1" });
  const url = new URL("/mcp", address);
  await system.patch("/me", { time_zone: "Europe/Berlin" });

  /** A new access token of Ann's. */
  async function makeToken(body: object) {
    return createdTokenSchema.parse(await system.post("/tokens", body));
  }
  const { token } = await makeToken({ name: "claude" });
  const client = await connect(url, token);
  /** Calls a tool in Ann's name. */
  const call = (name: string, given: Record<string, unknown> = {}) => callBy(client, name, given);
  /** Adds one task and answers it. */
  async function add(task: Record<string, unknown>): Promise<Item> {
    const { tasks, text } = await call("add_tasks", { tasks: [task] });
    const [item] = tasks;
    if (item === undefined) throw new Error(text);
    return item;
  }
  async function stop(): Promise<void> {
    await client.close();
    await system.stop();
  }
  return { ...system, url, token, client, makeToken, call, add, stop };
}
