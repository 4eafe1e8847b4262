import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type AccountClaims, type Configuration } from "oidc-provider";

/** What a provider says of somebody: `sub` is whom one signs in as. */
export type Claims = AccountClaims & { email?: string; email_verified?: boolean; name?: string };

export type IdentityProvider = {
  url: string;
  client: { id: string; secret: string };
  /** Says where Pakaura is, as `http://127.0.0.1:3000`, before it is first asked. */
  setOrigin: (origin: string) => void;
  /** Makes somebody known, or says something else of them. */
  setPerson: (claims: Claims) => void;
  /** Changes what it tells about itself, as a wrong or hostile provider would. */
  setMetadata: (change: Record<string, unknown>) => void;
  close: () => Promise<void>;
};

export type IdentityProviderOptions = {
  /** Where Pakaura is, where that is known already. */
  origin?: string | undefined;
  /** How the client shows its secret. */
  tokenEndpointAuthMethod?: "client_secret_basic" | "client_secret_post";
};

const client = { id: "pakaura", secret: "a secret of the provider and Pakaura" };
const metadataPath = "/.well-known/openid-configuration";

function signingKey() {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), alg: "ES256", use: "sig" };
}

function configurationOf(
  { origin = "", tokenEndpointAuthMethod = "client_secret_basic" }: IdentityProviderOptions,
  people: Map<string, Claims>,
): Configuration {
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${origin}/api/auth/callback/oidc`],
        post_logout_redirect_uris: [`${origin}/sign-in`],
        token_endpoint_auth_method: tokenEndpointAuthMethod,
        id_token_signed_response_alg: "ES256",
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a key of tests"] },
    jwks: { keys: [signingKey()] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => people.get(sub) ?? { sub },
    }),
    // Nobody is asked whether Pakaura may know them.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  };
}

/** Starts a real OpenID Connect provider (https://github.com/panva/node-oidc-provider) on a free port. */
export async function startIdentityProvider(
  options: IdentityProviderOptions = {},
): Promise<IdentityProvider> {
  let { origin } = options;
  const people = new Map<string, Claims>();
  let change: Record<string, unknown> = {};
  let answer: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const load = () => new Provider(url, configurationOf({ ...options, origin }, people)).callback();
  let callback: ReturnType<typeof load> | undefined;
  answer = async (request, response) => {
    callback ??= load();
    if (request.url !== metadataPath || Object.keys(change).length === 0) {
      return callback(request, response);
    }
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ...metadataOf(url), ...change }));
  };
  return {
    url,
    client,
    setOrigin: (wanted) => {
      origin = wanted;
    },
    setPerson: (claims) => void people.set(claims.sub, claims),
    setMetadata: (wanted) => {
      change = wanted;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function metadataOf(url: string): Record<string, unknown> {
  return {
    issuer: url,
    authorization_endpoint: `${url}/auth`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/me`,
    jwks_uri: `${url}/jwks`,
    end_session_endpoint: `${url}/session/end`,
    id_token_signing_alg_values_supported: ["ES256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    authorization_response_iss_parameter_supported: true,
  };
}
