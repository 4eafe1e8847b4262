import { Compass } from "lucide-react";
import { Link } from "wouter";
import { EmptyState, ErrorState } from "../ui/states.tsx";

/** The address leads nowhere. */
export function NotFoundPage() {
  return (
    <main className="flex h-full items-center">
      <EmptyState icon={Compass} title="There is nothing at this address">
        <p>It may have been mistyped, or the page has moved.</p>
        <Link to="/" className="mt-4 inline-block font-medium text-accent hover:underline">
          Go to all tasks
        </Link>
      </EmptyState>
    </main>
  );
}

/** A page that could not be shown. */
export function PageError({ error }: { error: unknown }) {
  return (
    <main className="flex h-full items-center">
      <ErrorState error={error} onRetry={() => window.location.reload()} />
    </main>
  );
}
