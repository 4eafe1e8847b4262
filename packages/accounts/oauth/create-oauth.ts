import { randomUUIDv7 } from "node:crypto";
import { cimd } from "@better-auth/cimd";
import { fetchClientMetadataResource } from "@better-auth/cimd/node";
import { mcp } from "@better-auth/mcp";
import * as oauthTables from "@pakaura/database/oauth-tables";
import * as tables from "@pakaura/database/tables";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { jwt } from "better-auth/plugins/jwt";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { cookiePrefix } from "../session-cookie.ts";
import { accessTokenSeconds, type OauthAddress, oauthScopes } from "./oauth-address.ts";

export type OauthSettings = {
  pool: pg.Pool;
  secret: string;
  address: OauthAddress;
  /** Whether apps may register themselves, besides those that have a document at their address. */
  allowsRegistration: boolean;
  /** Whether cookies are `Secure`. */
  isSecure: boolean;
  log: (level: "debug" | "error", message: string) => void;
  /** Fetches the document of an app. It must reach public addresses alone, as the default does. */
  fetchDocument?: typeof fetchClientMetadataResource;
};

/** The page on which a person allows an app access, or doesn't. */
const consentPage = "/connect";

/**
 * The authorization server for apps (OAuth 2.1 by better-auth's plugins): our accounts and sessions, tables of its own. It
 * stands apart from the rest of the accounts, so that nothing of it is there without a public address. Rejects
 * with what failed; refusals are answers.
 */
export function createOauth(settings: OauthSettings): (request: Request) => Promise<Response> {
  const { address, log } = settings;
  const auth = betterAuth({
    appName: "Pakaura",
    secret: settings.secret,
    baseURL: address.baseUrl,
    basePath: "/api/auth",
    database: drizzleAdapter(drizzle(settings.pool), {
      provider: "pg",
      usePlural: true,
      schema: {
        users: tables.users,
        sessions: tables.sessions,
        accounts: tables.accounts,
        verifications: tables.verifications,
        jwkss: oauthTables.signingKeys,
        oauthClients: oauthTables.oauthClients,
        oauthResources: oauthTables.oauthResources,
        oauthClientResources: oauthTables.oauthClientResources,
        oauthRefreshTokens: oauthTables.oauthRefreshTokens,
        oauthAccessTokens: oauthTables.oauthAccessTokens,
        oauthConsents: oauthTables.oauthConsents,
        oauthClientAssertions: oauthTables.oauthClientAssertions,
      },
      transaction: true,
    }),
    plugins: [
      jwt(),
      mcp({
        resource: address.resource,
        loginPage: consentPage,
        consentPage,
        scopes: [...oauthScopes, "offline_access"],
        grantTypes: ["authorization_code", "refresh_token"],
        accessTokenExpiresIn: accessTokenSeconds,
        allowDynamicClientRegistration: settings.allowsRegistration,
        allowUnauthenticatedClientRegistration: settings.allowsRegistration,
      }),
      cimd({
        fetchClientMetadataResource: settings.fetchDocument ?? fetchClientMetadataResource,
        metadataProfile: "mcp-2026-07-28",
      }),
    ],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: { throw: true },
    logger: { log: (_level, message) => log("debug", message) },
    advanced: {
      cookiePrefix,
      useSecureCookies: settings.isSecure,
      disableCSRFCheck: true,
      database: { generateId: () => randomUUIDv7() },
    },
  });
  return (request) => auth.handler(request);
}
