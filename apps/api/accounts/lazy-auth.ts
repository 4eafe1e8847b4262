import type { Auth, AuthSettings } from "@pakaura/accounts/auth";
import { createMailer } from "@pakaura/accounts/mail";
import type pg from "pg";
import type { Logger } from "pino";
import type { ApiConfig } from "../config.ts";

type Context = { pool: pg.Pool; secret: string; config: ApiConfig; log: Logger };

/** better-auth by the settings, with and without HTTPS. It is slow to load, so it is with the first request. */
export function lazyAuth(context: Context): (isSecure: boolean) => Promise<Auth> {
  const { config, log } = context;
  const settings: Omit<AuthSettings, "isSecure"> = {
    pool: context.pool,
    secret: context.secret,
    baseUrl: config.PUBLIC_URL,
    trustedOrigins: config.TRUSTED_ORIGINS,
    sendMail:
      config.SMTP_URL === undefined
        ? undefined
        : createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM }),
    hasPasswords: config.PASSWORD_SIGN_IN,
    singleSignOn: singleSignOnOf(config),
    log: (level, message) => log[level](message),
  };
  const auths = new Map<boolean, Promise<Auth>>();
  return (isSecure) => {
    const known = auths.get(isSecure);
    if (known !== undefined) return known;
    const loading = import("@pakaura/accounts/auth").then(({ createAuth }) =>
      createAuth({ ...settings, isSecure }),
    );
    auths.set(isSecure, loading);
    return loading;
  };
}

function singleSignOnOf(config: ApiConfig): AuthSettings["singleSignOn"] {
  const { OIDC_ISSUER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config;
  // All or none of them are set.
  if (!OIDC_ISSUER_URL || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return undefined;
  return {
    issuerUrl: OIDC_ISSUER_URL,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    allowsSignUp: config.OIDC_SIGN_UP,
  };
}
