import { MissingPartError } from "../lib/load-part.ts";
import { takeNewVersion } from "../lib/new-version.ts";
import { m } from "../messages/messages.ts";
import { ErrorState } from "../ui/states.tsx";

/** A page that could not be shown. */
export function PageError({ error }: { error: unknown }) {
  const isOld = error instanceof MissingPartError && error.reason === "gone";
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
        <ErrorState error={error} onRetry={() => window.location.reload()} />
      )}
    </main>
  );
}
