import { useQuery } from "@tanstack/react-query";
import { Suspense, useMemo, type ComponentType } from "react";
import { matchRoute, Redirect, Route, Switch, useLocation, useParams, useRouter } from "wouter";
import { Layout } from "./app/layout.tsx";
import { PageError } from "./app/page-error.tsx";
import { pageLoaders } from "./app/pages.ts";
import { meQuery } from "./features/accounts/me.ts";
import { TaskListPage } from "./features/tasks/task-list-page.tsx";
import type { View } from "./features/tasks/views.ts";
import { ProblemError } from "./lib/api.ts";
import { ErrorBoundary } from "./lib/error-boundary.tsx";
import { priorityOrder } from "./ui/priority.tsx";
import { lazyPart } from "./lib/lazy-part.tsx";
import { PageSkeleton } from "./ui/states.tsx";
import { stringifySearch } from "./lib/search-params.ts";

const SignInPage = lazyPart(pageLoaders["/sign-in"]);
const SignUpPage = lazyPart(pageLoaders["/sign-up"]);
const ForgotPasswordPage = lazyPart(pageLoaders["/forgot-password"]);
const ResetPasswordPage = lazyPart(pageLoaders["/reset-password"]);
const NotFoundPage = lazyPart(async () => (await import("./app/not-found-page.tsx")).NotFoundPage);

function viewPage(view: View): ComponentType {
  return () => <TaskListPage view={view} />;
}

function TagPage() {
  const { tag } = useParams<"/tags/:tag">();
  return <TagView key={tag} tag={tag} />;
}

function TagView({ tag }: { tag: string }) {
  const view = useMemo((): View => ({ name: "tag", tag }), [tag]);
  return <TaskListPage view={view} />;
}

const SettingsPage = lazyPart(pageLoaders["/settings"]);
const FilterPage = lazyPart(pageLoaders["/filter"]);

function PriorityPage() {
  const { priority } = useParams<"/priorities/:priority">();
  const known = priorityOrder.find((name) => name === priority);
  const view = useMemo(
    (): View | null => (known ? { name: "priority", priority: known } : null),
    [known],
  );
  return view ? <TaskListPage key={known} view={view} /> : <NotFoundPage />;
}

/** The places of somebody who is signed in. */
const signedInPages = new Map<string, ComponentType>([
  ["/", viewPage({ name: "all" })],
  ["/today", viewPage({ name: "today" })],
  ["/upcoming", viewPage({ name: "upcoming" })],
  ["/completed", viewPage({ name: "completed" })],
  ["/trash", viewPage({ name: "trash" })],
  ["/tags/:tag", TagPage],
  ["/priorities/:priority", PriorityPage],
  ["/activity", lazyPart(pageLoaders["/activity"])],
  ["/filter", FilterPage],
  ["/filters/:id", FilterPage],
  ["/connect", SettingsPage],
  ["/settings", SettingsPage],
]);

/** What is at the address. */
export function Routes() {
  return (
    <ErrorBoundary fallback={(error) => <PageError error={error} />}>
      <Suspense>
        <Switch>
          <Route path="/sign-in" component={SignInPage} />
          <Route path="/sign-up" component={SignUpPage} />
          <Route path="/forgot-password" component={ForgotPasswordPage} />
          <Route path="/reset-password" component={ResetPasswordPage} />
          <Route component={SignedInPlace} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}

function SignedInPlace() {
  const [path] = useLocation();
  const { parser } = useRouter();
  const isKnown = [...signedInPages.keys()].some((known) => matchRoute(parser, known, path)[0]);
  return isKnown ? <SignedIn /> : <NotFoundPage />;
}

function SignedIn() {
  const { data: me, error } = useQuery(meQuery);
  const [path] = useLocation();
  if (me) {
    return (
      <Layout>
        <ErrorBoundary key={path} fallback={(cause) => <PageError error={cause} />}>
          <Suspense fallback={<PageSkeleton />}>
            <Switch>
              {[...signedInPages].map(([known, component]) => (
                <Route key={known} path={known} component={component} />
              ))}
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </Layout>
    );
  }
  if (error instanceof ProblemError && error.status === 401) return <SignInFirst />;
  return error ? <PageError error={error} /> : <PageSkeleton />;
}

/** The way to the sign-in page, and from there back to where the person wanted to go. */
function SignInFirst() {
  const { pathname, search } = window.location;
  const next = `${pathname}${search}`;
  return <Redirect replace to={`/sign-in${stringifySearch({ next: next === "/" ? "" : next })}`} />;
}
