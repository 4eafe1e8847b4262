/** The name of the one provider in better-auth's routes. */
export const providerId = "oidc";

/** Where the provider sends people back to, below `/api/auth`: registered there as the redirect URI. */
export const callbackPath = `/callback/${providerId}`;
export const startPath = "/sign-in/social";

/** Where people are told what went wrong, with `?error=`. */
export const signInPage = "/sign-in";
