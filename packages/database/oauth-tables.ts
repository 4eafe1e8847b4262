import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { sessions, users } from "./tables.ts";

// Columns are those of better-auth's plugins `jwt`, `oauth-provider` and `cimd`, which read and write them.

const instant = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const ofUser = () => uuid("user_id").references(() => users.id, { onDelete: "cascade" });
const ofSession = () => uuid("session_id").references(() => sessions.id, { onDelete: "set null" });
const ofClient = () =>
  text("client_id")
    .notNull()
    .references(() => oauthClients.clientId, { onDelete: "cascade" });

/** Keys that access tokens are signed with; the private half is encrypted. */
export const signingKeys = pgTable("signing_keys", {
  id: uuid("id").primaryKey(),
  publicKey: text("public_key").notNull(),
  privateKey: text("private_key").notNull(),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at"),
  alg: text("alg"),
  crv: text("crv"),
});

/** Apps that asked for access to somebody's tasks: by the document at their address, or registered. */
export const oauthClients = pgTable(
  "oauth_clients",
  {
    id: uuid("id").primaryKey(),
    clientId: text("client_id").notNull().unique(),
    clientSecret: text("client_secret"),
    clientDiscoveryId: text("client_discovery_id"),
    disabled: boolean("disabled").default(false),
    skipConsent: boolean("skip_consent"),
    enableEndSession: boolean("enable_end_session"),
    subjectType: text("subject_type"),
    scopes: text("scopes").array(),
    clientCredentialsScopes: text("client_credentials_scopes").array(),
    userId: ofUser(),
    createdAt: instant("created_at"),
    updatedAt: instant("updated_at"),
    name: text("name"),
    uri: text("uri"),
    icon: text("icon"),
    contacts: text("contacts").array(),
    tos: text("tos"),
    policy: text("policy"),
    softwareId: text("software_id"),
    softwareVersion: text("software_version"),
    softwareStatement: text("software_statement"),
    redirectUris: text("redirect_uris").array().notNull(),
    postLogoutRedirectUris: text("post_logout_redirect_uris").array(),
    backchannelLogoutUri: text("backchannel_logout_uri"),
    backchannelLogoutSessionRequired: boolean("backchannel_logout_session_required"),
    tokenEndpointAuthMethod: text("token_endpoint_auth_method"),
    applicationType: text("application_type"),
    jwks: text("jwks"),
    jwksUri: text("jwks_uri"),
    grantTypes: text("grant_types").array(),
    responseTypes: text("response_types").array(),
    requirePKCE: boolean("require_pkce"),
    dpopBoundAccessTokens: boolean("dpop_bound_access_tokens").default(false),
    referenceId: text("reference_id"),
    metadata: jsonb("metadata"),
  },
  (table) => [index("oauth_clients_user").on(table.userId)],
);

/** What access is asked for: the MCP server at our public address. */
export const oauthResources = pgTable("oauth_resources", {
  id: uuid("id").primaryKey(),
  identifier: text("identifier").notNull().unique(),
  name: text("name").notNull(),
  accessTokenTtl: integer("access_token_ttl"),
  refreshTokenTtl: integer("refresh_token_ttl"),
  signingAlgorithm: text("signing_algorithm"),
  signingKeyId: text("signing_key_id"),
  allowedScopes: text("allowed_scopes").array(),
  customClaims: jsonb("custom_claims"),
  dpopBoundAccessTokensRequired: boolean("dpop_bound_access_tokens_required").default(false),
  disabled: boolean("disabled").default(false),
  createdAt: instant("created_at"),
  updatedAt: instant("updated_at"),
  policyVersion: integer("policy_version").default(1),
  metadata: jsonb("metadata"),
});

/** Which app may ask for access to which resource. */
export const oauthClientResources = pgTable(
  "oauth_client_resources",
  {
    id: uuid("id").primaryKey(),
    clientId: ofClient(),
    resourceId: text("resource_id")
      .notNull()
      .references(() => oauthResources.identifier, { onDelete: "cascade" }),
    metadata: jsonb("metadata"),
    createdAt: instant("created_at"),
  },
  (table) => [
    unique("oauth_client_resources_once").on(table.clientId, table.resourceId),
    index("oauth_client_resources_resource").on(table.resourceId),
  ],
);

export const oauthRefreshTokens = pgTable(
  "oauth_refresh_tokens",
  {
    id: uuid("id").primaryKey(),
    token: text("token").notNull().unique(),
    clientId: ofClient(),
    sessionId: ofSession(),
    userId: ofUser().notNull(),
    referenceId: text("reference_id"),
    authorizationCodeId: text("authorization_code_id"),
    resources: text("resources").array(),
    requestedUserInfoClaims: text("requested_user_info_claims").array(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    revoked: instant("revoked"),
    rotatedAt: instant("rotated_at"),
    rotationReplayResponse: text("rotation_replay_response"),
    rotationReplayExpiresAt: instant("rotation_replay_expires_at"),
    authTime: instant("auth_time"),
    confirmation: jsonb("confirmation"),
    scopes: text("scopes").array().notNull(),
  },
  (table) => [
    index("oauth_refresh_tokens_client").on(table.clientId),
    index("oauth_refresh_tokens_session").on(table.sessionId),
    index("oauth_refresh_tokens_user").on(table.userId),
    index("oauth_refresh_tokens_code").on(table.authorizationCodeId),
  ],
);

/** Access tokens that are not signed but looked up; ours are signed, so that here are hardly any. */
export const oauthAccessTokens = pgTable(
  "oauth_access_tokens",
  {
    id: uuid("id").primaryKey(),
    token: text("token").notNull().unique(),
    clientId: ofClient(),
    sessionId: ofSession(),
    userId: ofUser(),
    referenceId: text("reference_id"),
    authorizationCodeId: text("authorization_code_id"),
    resources: text("resources").array(),
    requestedUserInfoClaims: text("requested_user_info_claims").array(),
    refreshId: uuid("refresh_id").references(() => oauthRefreshTokens.id, { onDelete: "cascade" }),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    revoked: instant("revoked"),
    confirmation: jsonb("confirmation"),
    scopes: text("scopes").array().notNull(),
  },
  (table) => [
    index("oauth_access_tokens_client").on(table.clientId),
    index("oauth_access_tokens_session").on(table.sessionId),
    index("oauth_access_tokens_user").on(table.userId),
    index("oauth_access_tokens_refresh").on(table.refreshId),
    index("oauth_access_tokens_code").on(table.authorizationCodeId),
  ],
);

/** What a person has allowed an app: the connected apps of the settings. Without it no token of the app is taken. */
export const oauthConsents = pgTable(
  "oauth_consents",
  {
    id: uuid("id").primaryKey(),
    clientId: ofClient(),
    userId: ofUser(),
    referenceId: text("reference_id"),
    resources: text("resources").array(),
    requestedUserInfoClaims: text("requested_user_info_claims").array(),
    scopes: text("scopes").array().notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    index("oauth_consents_client").on(table.clientId),
    index("oauth_consents_user").on(table.userId),
  ],
);

/** Signed statements by which apps proved who they are, each of which is taken once. */
export const oauthClientAssertions = pgTable("oauth_client_assertions", {
  id: text("id").primaryKey(),
  expiresAt: instant("expires_at").notNull(),
});
