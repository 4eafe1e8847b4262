import { ErrorState } from "../ui/states.tsx";

/** A page that could not be shown. */
export function PageError({ error }: { error: unknown }) {
  return (
    <main id="content" className="flex h-full items-center">
      <ErrorState error={error} onRetry={() => window.location.reload()} />
    </main>
  );
}
