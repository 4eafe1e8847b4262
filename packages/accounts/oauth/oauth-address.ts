/** What an app can be allowed. */
export const oauthScopes = ["tasks:read", "tasks:write"] as const;

/** Longest life of an access token, in seconds. */
export const accessTokenSeconds = 900;

const loopback = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** Where apps get access and what to: all by the public address. */
export type OauthAddress = { baseUrl: string; issuer: string; resource: string; metadata: string };

/**
 * The addresses by which apps get access, or null where they can't: without a public address, and with one that is
 * neither HTTPS nor this machine's (OAuth 2.1, section 1.5).
 */
export function oauthAddress(publicUrl: string | undefined): OauthAddress | null {
  if (publicUrl === undefined) return null;
  const { protocol, hostname, origin } = new URL(publicUrl);
  if (protocol !== "https:" && !loopback.test(hostname)) return null;
  return {
    baseUrl: origin,
    issuer: `${origin}/api/auth`,
    resource: `${origin}/mcp`,
    metadata: `${origin}/.well-known/oauth-protected-resource/mcp`,
  };
}
