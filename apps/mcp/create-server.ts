import { type CallToolResult, McpServer } from "@modelcontextprotocol/server";
import type { Caller } from "./caller.ts";
import { instructionsFor } from "./instructions.ts";
import { presented } from "./presented-schema.ts";
import { addPrompts } from "./prompts.ts";
import { addResources } from "./resources.ts";
import { allTools } from "./tools/all-tools.ts";
import { type Tool, ToolError } from "./tools/tool.ts";

const serverInfo = { name: "pakaura", title: "Pakaura", version: "0.1.0" };

const shown = new Map(
  allTools.map((tool) => [
    tool.name,
    { input: presented(tool.input), output: presented(tool.output) },
  ]),
);

/** Reports what is nobody's input: the answer only says that something went wrong. */
export type OnFailure = (error: unknown) => void;

async function callTool(
  tool: Tool,
  given: unknown,
  { caller, onFailure }: { caller: Caller; onFailure: OnFailure },
): Promise<CallToolResult> {
  try {
    const { text, data } = await tool.call(given, caller);
    return { content: [{ type: "text", text }], structuredContent: data };
  } catch (error) {
    if (!(error instanceof ToolError)) onFailure(error);
    const text =
      error instanceof ToolError ? error.message : "Something went wrong. Try again later.";
    return { content: [{ type: "text", text }], isError: true };
  }
}

/** The MCP server of one person: its tools are those that their access allows, in a fixed order. */
export function createServer(caller: Caller, onFailure: OnFailure): McpServer {
  const server = new McpServer(serverInfo, {
    instructions: instructionsFor(caller),
    capabilities: { logging: {}, tools: {}, resources: {}, prompts: {} },
  });
  for (const tool of allTools) {
    const { isReadOnly, isDestructive, isIdempotent } = tool.effect;
    if (caller.me.access === "read" && !isReadOnly) continue;
    const schemas = shown.get(tool.name);
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: schemas?.input,
        outputSchema: schemas?.output,
        annotations: {
          readOnlyHint: isReadOnly,
          destructiveHint: isDestructive,
          idempotentHint: isIdempotent,
          openWorldHint: false,
        },
      },
      (given: unknown) => callTool(tool, given, { caller, onFailure }),
    );
  }
  addResources(server, caller);
  addPrompts(server);
  return server;
}
