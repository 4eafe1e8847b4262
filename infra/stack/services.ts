/** The processes of Pakaura on the stack, in the order in which the table names them. */
export const serviceNames = [
  "api",
  "notification",
  "recurring",
  "audit",
  "websocket-gateway",
  "web-server",
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Of how many processes each consists. */
export type Replicas = Record<ServiceName, number>;

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
  "WEBHOOK_ALLOW_PRIVATE",
  "RATE_LIMIT_REQUESTS_PER_MINUTE",
  "RATE_LIMIT_SIGN_IN_FAILURES_PER_MINUTE",
  "RATE_LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT",
  "RATE_LIMIT_SIGN_IN_FAILURES_PER_ADDRESS",
  "RATE_LIMIT_SIGN_UPS_PER_MINUTE",
  "RATE_LIMIT_PASSWORD_RESETS_PER_MINUTE",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
] as const;
