import { updateMeSchema } from "@pakaura/contract/http";
import type { BetterAuthPlugin } from "better-auth";
import { getOAuthState } from "better-auth/api";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import type { GenericOAuthUserInfo } from "better-auth/plugins/generic-oauth";
import { z } from "zod";
import { createCodeExchange } from "./exchange-code.ts";
import { discoveryUrl, ProviderAway, readProviderMetadata } from "./provider-metadata.ts";
import { providerId } from "./single-sign-on-paths.ts";
import { within } from "./within.ts";

/** A provider of OpenID Connect that people of this installation sign in with. */
export type SingleSignOnSettings = {
  issuerUrl: string;
  clientId: string;
  clientSecret: string;
  /** Whether somebody who has no account here gets one. */
  allowsSignUp: boolean;
};

/** As much of better-auth as is needed here. */
export type AuthInstance = {
  handler: (request: Request) => Promise<Response>;
  $context: Promise<{ socialProviders: { id: string; issuer?: string | undefined }[] }>;
};

/** Better-auth with the provider, and whether its answers have to name it (RFC 9207). */
export type Connected = AuthInstance & { isIssuerAnnounced: boolean };

const connectPatienceMs = 15_000;
const nameLength = 100;

/**
 * Answers a function that connects the provider when it is first needed, so that a provider that is away holds
 * nothing else up. It rejects with `ProviderAway`, and the next call tries again.
 *
 * Better-auth's plugin then sends PKCE (S256), state and nonce, and verifies the signature, issuer, audience, age
 * and nonce of the ID token. What it leaves to others is done here: that the provider is the one which was asked
 * for, and that an identity is the issuer's together with the subject.
 */
export function createConnect(
  settings: SingleSignOnSettings,
  build: (plugins: BetterAuthPlugin[]) => AuthInstance,
): () => Promise<Connected> {
  let connecting: Promise<Connected> | undefined;

  async function open(): Promise<Connected> {
    const metadata = await readProviderMetadata(settings.issuerUrl);
    const plugin = genericOAuth({
      config: [
        {
          providerId,
          clientId: settings.clientId,
          clientSecret: settings.clientSecret,
          discoveryUrl: discoveryUrl(settings.issuerUrl),
          requireIdTokenVerification: true,
          pkce: true,
          scopes: ["openid", "email", "profile"],
          getToken: createCodeExchange(settings, metadata),
          accountSubject: ({ profile }) => `${metadata.issuer} ${profile.sub}`,
          mapProfileToUser: toUser,
          disableSignUp: !settings.allowsSignUp,
        },
      ],
    });
    const auth = build([anyBase, plugin]);
    const { socialProviders } = await within(connectPatienceMs, auth.$context);
    // The plugin asks once more. What it was told has to be the same.
    const provider = socialProviders.find(({ id }) => id === providerId);
    if (provider?.issuer !== metadata.issuer) {
      throw new ProviderAway(`${settings.issuerUrl} stopped answering`);
    }
    const { handler, $context } = auth;
    const isIssuerAnnounced = metadata.authorization_response_iss_parameter_supported;
    return { handler, $context, isIssuerAnnounced };
  }

  return () => {
    connecting ??= open().catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
  };
}

/**
 * The plugin reads the address after signing out against the one that is known at the start, though it is whole. Where
 * each request has its own, any will do.
 */
const anyBase: BetterAuthPlugin = {
  id: "any-base",
  init: ({ baseURL }) => (baseURL ? undefined : { context: { baseURL: "http://localhost" } }),
};

const stateSchema = z.object({ time_zone: updateMeSchema.shape.time_zone });

/** What is taken of somebody for a new account: not the picture, which lies elsewhere. */
async function toUser(profile: GenericOAuthUserInfo) {
  const state = stateSchema.safeParse(await getOAuthState());
  const email = z.email().max(320).safeParse(profile.email);
  const names = [profile.name, profile["preferred_username"], profile.email];
  const name = names.map(toName).find((one) => one !== "");
  return {
    email: email.data,
    name: name ?? "",
    image: undefined,
    ...(state.data?.time_zone === undefined ? {} : { time_zone: state.data.time_zone }),
  };
}

/** A name on one line, as it can be stored. */
function toName(value: unknown): string {
  if (typeof value !== "string") return "";
  const text = value.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  return text.trim().slice(0, nameLength).toWellFormed();
}
