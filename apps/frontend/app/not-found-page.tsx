import { Compass } from "lucide-react";
import { Link } from "wouter";
import { EmptyState } from "../ui/states.tsx";
import { m } from "../messages/all-messages.ts";

/** The address leads nowhere. */
export function NotFoundPage() {
  return (
    <main id="content" className="flex h-full items-center">
      <EmptyState icon={Compass} title={m.notFound.title} heading="h1">
        <p>{m.notFound.text}</p>
        <Link to="/" className="mt-4 inline-block font-medium text-accent hover:underline">
          {m.notFound.home}
        </Link>
      </EmptyState>
    </main>
  );
}
