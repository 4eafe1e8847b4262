import { Suspense, type ReactNode } from "react";
import { messageOf } from "../lib/api.ts";
import { ErrorBoundary } from "../lib/error-boundary.tsx";
import { MissingPartError } from "../lib/load-part.ts";
import { m } from "../messages/messages.ts";
import { Notice } from "../ui/notice.tsx";

type OverlayProps = {
  /** What is open; null while nothing is. */
  wanted: string | null;
  /** Closes it, and takes away what would open it again after a reload. */
  onFailed: () => void;
  /** What it would have told, where that must be told all the same. */
  instead?: string;
  children: ReactNode;
};

/** What lies over the page. When it fails it says so and is closed; the page stays, and so does a reload. */
export function Overlay({ wanted, onFailed, instead, children }: OverlayProps) {
  return (
    <ErrorBoundary
      wanted={wanted}
      onError={onFailed}
      fallback={(error) => <Failed error={error} instead={instead} />}
    >
      <Suspense>{wanted !== null && children}</Suspense>
    </ErrorBoundary>
  );
}

function Failed({ error, instead }: { error: unknown; instead: string | undefined }) {
  const isGone = error instanceof MissingPartError && error.reason === "gone";
  // The new version is offered by the one message of it.
  if (isGone && instead === undefined) return null;
  return <Notice title={m.errors.notShown} text={instead ?? messageOf(error)} />;
}
