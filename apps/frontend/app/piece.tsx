import { Suspense, type ReactNode } from "react";
import { ErrorBoundary } from "../lib/error-boundary.tsx";
import { useStore } from "../lib/store.ts";
import { m } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { session } from "./client.ts";
import { giveUpTypedAhead } from "./typed-ahead.ts";

type PieceProps = {
  /** In its place while it is loading. */
  fallback?: ReactNode;
  /** In its place when it cannot be shown; at first a button for another try. */
  instead?: (tryAgain: () => void) => ReactNode;
  children: ReactNode;
};

function tryAgainButton(tryAgain: () => void): ReactNode {
  return (
    <Button look="quiet" onClick={tryAgain}>
      {m.errors.notLoaded}. {m.common.tryAgain}
    </Button>
  );
}

/**
 * A small part of a page that is loaded later. When it cannot be shown, the rest of the page stays, and it is
 * tried again once there is a connection.
 */
export function Piece({ fallback, instead = tryAgainButton, children }: PieceProps) {
  const connection = useStore(session.connection);
  return (
    <ErrorBoundary
      wanted={connection === "open" ? connection : null}
      onError={() => giveUpTypedAhead()}
      fallback={(_error, reset) => instead(reset)}
    >
      <Suspense fallback={fallback}>{children}</Suspense>
    </ErrorBoundary>
  );
}
