import type { McpServer } from "@modelcontextprotocol/server";

/** Who asks, by a name that is theirs alone, and the server that is made for them. */
export type Guest = { owner: string; createServer: () => McpServer };
