import type { BetterAuthPlugin, HookEndpointContext } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import type { twoFactor } from "better-auth/plugins/two-factor";
import { signInPage } from "./single-sign-on-paths.ts";

/** As better-auth names it: with its parameter. */
const callbackRoute = "/callback/:id";

/**
 * The plugins by which somebody who has a second factor here is asked for it after the provider as well:
 * better-auth asks after passwords alone, and the provider would be a way around it.
 */
export function alsoAfterSingleSignOn(plugin: ReturnType<typeof twoFactor>): BetterAuthPlugin[] {
  const after = plugin.hooks.after.map((hook) => ({
    handler: hook.handler,
    matcher: (context: HookEndpointContext) =>
      context.path === callbackRoute || hook.matcher(context),
  }));
  return [{ ...plugin, hooks: { ...plugin.hooks, after } }, askOnPage];
}

/** Who comes from the provider looks at a page: the question is asked there. */
const askOnPage: BetterAuthPlugin = {
  id: "second-factor-on-page",
  hooks: {
    after: [
      {
        matcher: ({ path }) => path === callbackRoute,
        handler: createAuthMiddleware(async (context) => {
          const { returned, responseHeaders } = context.context;
          if (typeof returned !== "object" || returned === null) return;
          if (!("twoFactorRedirect" in returned)) return;
          const query = new URLSearchParams({
            code: "",
            next: responseHeaders?.get("location") ?? "/",
          });
          throw context.redirect(`${signInPage}?${query.toString()}`);
        }),
      },
    ],
  },
};
