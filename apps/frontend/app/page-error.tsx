import { ProblemError, UnreachableError } from "../lib/api.ts";
import { failStart } from "../lib/fail-start.ts";
import { MissingPartError } from "../lib/load-part.ts";
import { takeNewVersion } from "../lib/new-version.ts";
import { m } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/states.tsx";

/** A page that could not be shown. */
export function PageError({ error }: { error: unknown }) {
  const isOld = error instanceof MissingPartError && error.reason === "gone";
  const isOfServer =
    error instanceof ProblemError ||
    error instanceof UnreachableError ||
    error instanceof MissingPartError;
  return (
    <main id="content" className="flex h-full items-center">
      {isOld ? (
        <ErrorState
          error={error}
          title={m.version.ready}
          retry={m.version.reload}
          onRetry={takeNewVersion}
        />
      ) : (
        <ErrorState error={error} onRetry={() => window.location.reload()}>
          {!isOfServer && (
            <Button look="quiet" onClick={() => failStart(error)}>
              {m.errors.startAfresh}
            </Button>
          )}
        </ErrorState>
      )}
    </main>
  );
}
