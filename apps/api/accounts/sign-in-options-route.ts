import type { SignInOptions } from "@pakaura/contract/accounts";
import type { FastifyInstance } from "fastify";
import type { ApiConfig } from "../config.ts";

/** How people sign in here, for whoever looks at the sign-in page: nobody has to be signed in. */
export function signInOptionsRoute(app: FastifyInstance, config: ApiConfig): void {
  const options: SignInOptions = {
    password: config.PASSWORD_SIGN_IN,
    single_sign_on:
      config.OIDC_ISSUER_URL === undefined
        ? null
        : { name: config.OIDC_NAME ?? null, sign_up: config.OIDC_SIGN_UP },
  };
  app.get("/api/v1/sign-in-options", async () => options);
}
