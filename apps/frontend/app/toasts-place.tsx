import { Suspense } from "react";
import { ErrorBoundary } from "../lib/error-boundary.tsx";
import { lazyPart } from "../lib/lazy-part.tsx";
import { takeNewVersion } from "../lib/new-version.ts";
import { useStore } from "../lib/store.ts";
import { isToasterWanted } from "../lib/toast.ts";
import { m } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { session } from "./client.ts";

const Toasts = lazyPart(async () => (await import("../ui/toasts.tsx")).Toasts, {
  isLoadedWhenIdle: true,
});

/** Where things are told in passing. When that itself cannot be had, a new version is offered without it. */
export function ToastsPlace() {
  const isWanted = useStore(isToasterWanted);
  const isConnected = useStore(session.connection) === "open";
  return (
    // What could not be had is asked for again with a new connection.
    <ErrorBoundary wanted={isConnected ? "now" : null} fallback={() => <NewVersionNotice />}>
      <Suspense>{isWanted && <Toasts />}</Suspense>
    </ErrorBoundary>
  );
}

function NewVersionNotice() {
  return (
    <Notice title={m.version.ready} text={m.version.lead}>
      <Button look="primary" onClick={takeNewVersion}>
        {m.version.reload}
      </Button>
    </Notice>
  );
}
