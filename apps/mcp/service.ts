import type { Authenticator } from "@pakaura/accounts/authenticate";
import { oauthAddress, oauthScopes } from "@pakaura/accounts/oauth/oauth-address";
import type { Service, ServiceContext } from "@pakaura/service/service";
import { originsOf } from "@pakaura/service/settings";
import { admit } from "./http/admit.ts";
import { mountMcp } from "./http/mount-mcp.ts";

export type McpServiceContext = Pick<ServiceContext, "log"> & {
  authenticator: Authenticator;
  config: {
    /** The address that people open: apps get access by it. */
    PUBLIC_URL?: string | undefined;
    /** Origins of pages that may ask, besides it and those of the address that they ask at. */
    TRUSTED_ORIGINS: readonly string[];
  };
  /** Whether this process alone answers, and so can keep sessions. */
  hasSessions: boolean;
};

/** How to get in (RFC 6750), and where apps learn how to be let in (RFC 9728). */
function challengeOf(publicUrl: string | undefined): string {
  const address = oauthAddress(publicUrl);
  if (address === null) return "Bearer";
  return `Bearer resource_metadata="${address.metadata}", scope="${oauthScopes.join(" ")}"`;
}

/** The tasks for assistants of others, by the Model Context Protocol: a client of the API on the same listener. */
export function createMcpService(context: McpServiceContext): Service {
  const { log, authenticator, hasSessions, config } = context;
  const onFailure = (error: unknown): void => log.error({ error }, "an MCP request failed");
  const challenge = challengeOf(config.PUBLIC_URL);
  return {
    name: "mcp",
    subscriptions: [],
    health: {},
    publicRoutes: (app) =>
      mountMcp(app, {
        trustedOrigins: originsOf(config),
        hasSessions,
        admit: (request) => admit(request, { app, authenticator, challenge, onFailure }),
        onRefused: (error) => log.debug({ error }, "an MCP request was refused"),
      }),
    internalRoutes: () => undefined,
  };
}
