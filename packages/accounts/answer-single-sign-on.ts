import type { BetterAuthPlugin } from "better-auth";
import { isOfDisabledAccount } from "./disabled-account.ts";
import { ProviderAway } from "./provider-metadata.ts";
import type { AuthInstance, Connected, SingleSignOnSettings } from "./single-sign-on.ts";
import { callbackPath, signInPage, startPath } from "./single-sign-on-paths.ts";
import { within } from "./within.ts";

/** How long the provider may take to tell who somebody is. */
const callbackPatienceMs = 20_000;
/** Nobody waits longer than this to be signed out here because the provider is away. */
const signOutPatienceMs = 2_000;

type Context = {
  settings: SingleSignOnSettings;
  /** Makes a better-auth with more plugins. */
  build: (plugins: BetterAuthPlugin[]) => AuthInstance;
  /** Better-auth without the provider. */
  plain: AuthInstance;
  log: (level: "warn", message: string) => void;
};

/**
 * Answers a function for a request and its path below `/api/auth`. It answers what concerns the provider, and null
 * to everything else: the beginning of a sign-in (rejects with `ProviderAway`), the way back from the provider,
 * which always ends on a page, and signing out, which leads to the provider's own sign-out where it has one.
 */
export function createSingleSignOn(
  context: Context,
): (request: Request, path: string) => Promise<Response | null> {
  let connect: Promise<() => Promise<Connected>> | undefined;
  // The plugin is slow to load, so it is with the first need.
  const connected = async () => {
    connect ??= import("./single-sign-on.ts").then(({ createConnect }) =>
      createConnect(context.settings, context.build),
    );
    return (await connect)().catch((error: unknown) => {
      if (error instanceof ProviderAway) context.log("warn", error.message);
      throw error;
    });
  };
  return async (request, path) => {
    if (path === startPath) return (await connected()).handler(request);
    if (path === callbackPath) return finish(request, connected);
    if (path !== "/sign-out") return null;
    const { handler } = await within(signOutPatienceMs, connected()).catch(() => context.plain);
    return handler(request);
  };
}

async function finish(request: Request, connect: () => Promise<Connected>): Promise<Response> {
  try {
    const { handler, isIssuerAnnounced } = await connect();
    const { searchParams } = new URL(request.url);
    // https://www.rfc-editor.org/rfc/rfc9207#section-2.4
    if (isIssuerAnnounced && searchParams.has("code") && !searchParams.has("iss")) {
      return toSignInPage("issuer_missing");
    }
    return await within(callbackPatienceMs, handler(request));
  } catch (error) {
    if (error instanceof ProviderAway) return toSignInPage("provider_away");
    if (isOfDisabledAccount(error)) return toSignInPage("account_disabled");
    throw error;
  }
}

function toSignInPage(error: string): Response {
  return new Response(null, { status: 302, headers: { location: `${signInPage}?error=${error}` } });
}
