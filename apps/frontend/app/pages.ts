/** The pages that are loaded when they are first wanted. */
export const pageLoaders = {
  "/sign-in": async () => (await import("../features/accounts/sign-in-page.tsx")).SignInPage,
  "/sign-up": async () => (await import("../features/accounts/sign-up-page.tsx")).SignUpPage,
  "/forgot-password": async () =>
    (await import("../features/accounts/forgot-password-page.tsx")).ForgotPasswordPage,
  "/reset-password": async () =>
    (await import("../features/accounts/reset-password-page.tsx")).ResetPasswordPage,
  "/activity": async () => (await import("../features/activity/activity-page.tsx")).ActivityPage,
  "/filter": async () => (await import("../features/filters/filter-page.tsx")).FilterPage,
  "/settings": async () => (await import("../features/settings/settings-page.tsx")).SettingsPage,
};

/** Loads a page before it is asked for. A failure shows itself, and is tried again, once it is. */
export function preloadPage(path: string): void {
  for (const [known, load] of Object.entries(pageLoaders)) {
    if (known === path) load().catch(() => undefined);
  }
}
