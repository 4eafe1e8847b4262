import { AsyncLocalStorage } from "node:async_hooks";
import {
  createMcpHandler,
  isInitializeRequest,
  isLegacyRequest,
} from "@modelcontextprotocol/server";
import type { Guest } from "./guest.ts";
import { Sessions } from "./sessions.ts";

/** Answers requests to an MCP server, each in the name of a guest. */
export type McpAnswers = {
  answer: (request: Request, body: unknown, guest: Guest) => Promise<Response>;
  close: () => Promise<void>;
};

const sessionHeader = "mcp-session-id";

function noSuchSession(): Response {
  const error = { code: -32_001, message: "Session not found" };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 404 });
}

export type McpAnswersOptions = {
  /** Gives sessions to clients of older revisions that begin one. Where replicas take turns, none of them could go on with it. */
  hasSessions: boolean;
  /** Hears of what clients did wrong, which they are told. */
  onRefused: (error: Error) => void;
};

/** Serves the revision 2026-07-28, where every request stands alone, and those before, with sessions or without. */
export function createMcpAnswers({ hasSessions, onRefused }: McpAnswersOptions): McpAnswers {
  const guests = new AsyncLocalStorage<Guest>();
  const sessions = new Sessions();
  const handler = createMcpHandler(
    () => {
      const guest = guests.getStore();
      if (guest === undefined) throw new Error("An MCP request came from nobody");
      return guest.createServer();
    },
    { onerror: onRefused },
  );
  return {
    answer: async (request, body, guest) => {
      const given = body === undefined ? {} : { parsedBody: body };
      const id = request.headers.get(sessionHeader);
      const isOfSession = hasSessions && (id !== null || isInitializeRequest(body));
      if (!isOfSession || !(await isLegacyRequest(request, body))) {
        return guests.run(guest, () => handler.fetch(request, given));
      }
      const transport =
        id === null
          ? await sessions.begin(guest.owner, guest.createServer())
          : sessions.find(id, guest.owner);
      return transport === null ? noSuchSession() : transport.handleRequest(request, given);
    },
    close: async () => {
      await handler.close();
      await sessions.close();
    },
  };
}
