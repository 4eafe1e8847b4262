/** The processes of Pakaura on the stack, in the order in which the table names them. */
export const serviceNames = [
  "api",
  "notification",
  "recurring",
  "audit",
  "websocket-gateway",
  "frontend",
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** All but the web server, which needs nothing of Dapr's. */
export type SidecarService = Exclude<ServiceName, "frontend">;

/** What Dapr knows them by; each service's own `name` as well (apps/NAME/service.ts). */
export const appIds: Record<SidecarService, string> = {
  api: "api",
  notification: "notification-service",
  recurring: "recurring-service",
  audit: "audit-service",
  "websocket-gateway": "websocket-gateway",
};

/** Of how many processes each consists. */
export type Replicas = Record<ServiceName, number>;

/** One process of each. */
export const oneOfEach: Readonly<Replicas> = {
  api: 1,
  notification: 1,
  recurring: 1,
  audit: 1,
  "websocket-gateway": 1,
  frontend: 1,
};

/** Settings of services that are handed on as they were given. */
export const handedOn = [
  "PUBLIC_URL",
  "TRUSTED_ORIGINS",
  "SMTP_URL",
  "MAIL_FROM",
  "OIDC_ISSUER_URL",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "OIDC_NAME",
  "OIDC_SIGN_UP",
  "PASSWORD_SIGN_IN",
  "COHERE_API_KEY",
  "ASSISTANT_BASE_URL",
  "ASSISTANT_MODEL",
  "ASSISTANT_API_KEY",
  "ASSISTANT_ASKS_PER_DAY",
  "ASSISTANT_COST_PER_DAY",
  "ASSISTANT_INPUT_PRICE",
  "ASSISTANT_OUTPUT_PRICE",
  "ASSISTANT_TIME_LIMIT_MS",
  "MCP_CLIENT_REGISTRATION",
  "WEBHOOK_ALLOW_PRIVATE",
  "RATE_LIMIT_REQUESTS_PER_MINUTE",
  "RATE_LIMIT_SIGN_IN_FAILURES_PER_MINUTE",
  "RATE_LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT",
  "RATE_LIMIT_SIGN_IN_FAILURES_PER_ADDRESS",
  "RATE_LIMIT_SIGN_UPS_PER_MINUTE",
  "RATE_LIMIT_PASSWORD_RESETS_PER_MINUTE",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_TRACES_SAMPLER_ARG",
] as const;
