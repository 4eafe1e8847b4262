import { z } from "zod";

const patienceMs = 10_000;
const endpoint = z.url({ protocol: /^https?$/ });

/** What we need of https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata. */
const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  id_token_signing_alg_values_supported: z.array(z.string()).min(1),
  // Without a list the specification means this one.
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});
export type ProviderMetadata = z.infer<typeof metadataSchema>;

/** The provider of single sign-on does not answer, or not as one. The message says what was wrong. */
export class ProviderAway extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ProviderAway";
  }
}

/** Where a provider tells about itself. */
export function discoveryUrl(issuer: string): string {
  return `${withoutSlash(issuer)}/.well-known/openid-configuration`;
}

/**
 * Asks a provider about itself. Throws `ProviderAway` when it does not answer within ten seconds, or names
 * another issuer than the one that was asked for: that could speak for anybody.
 */
export async function readProviderMetadata(issuer: string): Promise<ProviderMetadata> {
  const url = discoveryUrl(issuer);
  const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
    .then(async (response) => ({ status: response.status, body: await response.text() }))
    .catch((error: unknown) => {
      throw new ProviderAway(`${url} does not answer`, { cause: error });
    });
  const metadata = metadataSchema.safeParse(parseJson(answer.body));
  if (answer.status !== 200 || !metadata.success) {
    throw new ProviderAway(`${url} answered ${answer.status}, and not what a provider tells`);
  }
  if (withoutSlash(metadata.data.issuer) !== withoutSlash(issuer)) {
    throw new ProviderAway(
      `${url} names the issuer ${JSON.stringify(metadata.data.issuer)}, and not OIDC_ISSUER_URL`,
    );
  }
  return metadata.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}
