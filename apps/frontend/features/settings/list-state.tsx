import type { ReactNode } from "react";
import { messageOf } from "../../lib/api.ts";
import { Button } from "../../ui/button.tsx";
import { m } from "../../messages/messages.ts";

type ListStateProps = {
  query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown };
  children: ReactNode;
};

/** A short list that is loading, could not be loaded, or is there. */
export function ListState({ query, children }: ListStateProps) {
  if (query.isPending) {
    return (
      <div
        role="status"
        aria-label={m.common.loading}
        className="skeleton h-14 rounded-lg bg-hover"
      />
    );
  }
  if (query.isError) {
    return (
      <div role="alert" className="flex items-center justify-between gap-3 text-sm text-ink-soft">
        {messageOf(query.error)}
        <Button onClick={() => void query.refetch()}>{m.common.tryAgain}</Button>
      </div>
    );
  }
  return children;
}
