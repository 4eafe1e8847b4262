import type { Service, ServiceContext } from "@pakaura/service/service";
import { admit } from "./http/admit.ts";
import { mountMcp } from "./http/mount-mcp.ts";

export type McpServiceContext = Pick<ServiceContext, "log"> & {
  /** Origins of pages that may ask, besides those of the address that they ask at. */
  trustedOrigins: readonly string[];
};

/** The tasks for assistants of others, by the Model Context Protocol: a client of the API on the same listener. */
export function createMcpService({ log, trustedOrigins }: McpServiceContext): Service {
  const onFailure = (error: unknown): void => log.error({ error }, "an MCP request failed");
  return {
    name: "mcp",
    subscriptions: [],
    health: {},
    publicRoutes: (app) =>
      mountMcp(app, {
        trustedOrigins,
        admit: (request) => admit(app, request, onFailure),
        onRefused: (error) => log.debug({ error }, "an MCP request was refused"),
      }),
    internalRoutes: () => undefined,
  };
}
