import { validateAuthorizationCode } from "better-auth/oauth2";
import type { OAuth2Tokens } from "better-auth/oauth2";
import type { ProviderMetadata } from "./provider-metadata.ts";

type Exchange = { code: string; redirectURI: string; codeVerifier?: string | undefined };
type Method = "client_secret_basic" | "client_secret_post";

/**
 * Answers a function that gets tokens for a code. A provider takes the client's secret in one of two ways, and
 * many name both but take the one that the client was registered with: the other is tried when the first
 * is refused, which leaves the code as it is, and the one that worked is kept.
 */
export function createCodeExchange(
  client: { clientId: string; clientSecret: string },
  metadata: ProviderMetadata,
): (exchange: Exchange) => Promise<OAuth2Tokens> {
  const isPostAlone =
    metadata.token_endpoint_auth_methods_supported.includes("client_secret_post") &&
    !metadata.token_endpoint_auth_methods_supported.includes("client_secret_basic");
  let first: Method = isPostAlone ? "client_secret_post" : "client_secret_basic";

  const send = (method: Method, { code, redirectURI, codeVerifier }: Exchange) =>
    validateAuthorizationCode({
      code,
      redirectURI,
      ...(codeVerifier === undefined ? {} : { codeVerifier }),
      options: client,
      tokenEndpoint: metadata.token_endpoint,
      tokenEndpointAuth: { method },
    });

  return async (exchange) => {
    try {
      return await send(first, exchange);
    } catch (error) {
      if (!isClientRefused(error)) throw error;
      const other = first === "client_secret_basic" ? "client_secret_post" : "client_secret_basic";
      const tokens = await send(other, exchange);
      first = other;
      return tokens;
    }
  };
}

/** `invalid_client` of https://www.rfc-editor.org/rfc/rfc6749#section-5.2. */
function isClientRefused(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "error" in error &&
    error.error === "invalid_client"
  );
}
