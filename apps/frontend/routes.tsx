import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { queryClient } from "./app/client.ts";
import { Layout } from "./app/layout.tsx";
import { NotFoundPage, PageError } from "./app/not-found-page.tsx";
import { meQuery } from "./features/accounts/me.ts";
import { readListSearch } from "./features/tasks/list-search.ts";
import { TaskListPage } from "./features/tasks/task-list-page.tsx";
import type { ViewName } from "./features/tasks/views.ts";
import { ProblemError } from "./lib/api.ts";
import { parseSearch, stringifySearch } from "./lib/search-params.ts";

const rootRoute = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: PageError });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (raw: Record<string, unknown>): { next?: string; ended?: string } => ({
    ...(typeof raw["next"] === "string" ? { next: raw["next"] } : {}),
    ...(typeof raw["ended"] === "string" ? { ended: raw["ended"] } : {}),
  }),
  component: lazyRouteComponent(() => import("./features/accounts/sign-in-page.tsx"), "SignInPage"),
});

const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-up",
  component: lazyRouteComponent(() => import("./features/accounts/sign-up-page.tsx"), "SignUpPage"),
});

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/forgot-password",
  component: lazyRouteComponent(
    () => import("./features/accounts/forgot-password-page.tsx"),
    "ForgotPasswordPage",
  ),
});

const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reset-password",
  validateSearch: (raw: Record<string, unknown>): { token?: string } =>
    typeof raw["token"] === "string" ? { token: raw["token"] } : {},
  component: lazyRouteComponent(
    () => import("./features/accounts/reset-password-page.tsx"),
    "ResetPasswordPage",
  ),
});

/** Everything that needs somebody to be signed in. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  validateSearch: readListSearch,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error;
      redirect({
        throw: true,
        to: "/sign-in",
        search: location.href === "/" ? {} : { next: location.href },
        replace: true,
      });
    }
  },
  component: Layout,
});

function viewRoute<const Path extends string>(name: Exclude<ViewName, "tag">, path: Path) {
  return createRoute({
    getParentRoute: () => signedInRoute,
    path,
    component: () => <TaskListPage view={views[name]} />,
  });
}

const views = {
  all: { name: "all" },
  today: { name: "today" },
  upcoming: { name: "upcoming" },
  completed: { name: "completed" },
  trash: { name: "trash" },
} as const;

const tagRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/tags/$tag",
  component: function TagPage() {
    const { tag } = tagRoute.useParams();
    return <TaskListPage key={tag} view={{ name: "tag", tag }} />;
  },
});

const activityRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/activity",
  component: lazyRouteComponent(
    () => import("./features/activity/activity-page.tsx"),
    "ActivityPage",
  ),
});

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/settings",
  component: lazyRouteComponent(
    () => import("./features/settings/settings-page.tsx"),
    "SettingsPage",
  ),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    signUpRoute,
    forgotPasswordRoute,
    resetPasswordRoute,
    signedInRoute.addChildren([
      viewRoute("all", "/"),
      viewRoute("today", "/today"),
      viewRoute("upcoming", "/upcoming"),
      viewRoute("completed", "/completed"),
      viewRoute("trash", "/trash"),
      tagRoute,
      activityRoute,
      settingsRoute,
    ]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultErrorComponent: PageError,
  defaultPendingMs: 300,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
