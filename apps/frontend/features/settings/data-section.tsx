import type { CreatedToken } from "@pakaura/contract/http";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CalendarPlus, Download } from "lucide-react";
import { messageOf, request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { Button, DownloadLink } from "../../ui/button.tsx";
import { ImportFile } from "./import-file.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** Taking everything along, bringing tasks in, and showing them in a calendar. */
export function DataSection() {
  const client = useQueryClient();
  const feed = useMutation({
    mutationFn: () =>
      request<CreatedToken>("/api/v1/tokens", {
        method: "POST",
        body: { name: "Calendar feed", scope: "read" },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
  return (
    <Section title="Your data" lead="It is yours: take it along, or bring it here.">
      <div className="flex flex-wrap gap-2">
        <DownloadLink href="/api/v1/export">
          <Download size={15} aria-hidden />
          Export everything
        </DownloadLink>
        <ImportFile />
        <Button onClick={() => feed.mutate()} disabled={feed.isPending}>
          <CalendarPlus size={15} aria-hidden />
          Calendar address
        </Button>
      </div>
      <p className="mt-3 text-sm text-ink-faint text-pretty">
        Files of Pakaura, Todoist (CSV), Vikunja, Super Productivity, calendars (iCalendar), and
        plain lists, one task a line.
      </p>
      {feed.error && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {messageOf(feed.error)}
        </p>
      )}
      {feed.data && (
        <>
          <ShownOnce
            text={`${window.location.origin}/api/v1/feed.ics?token=${feed.data.token}`}
            onDone={feed.reset}
          />
          <p className="mt-2 text-sm text-ink-faint text-pretty">
            Whoever has this address can read your tasks. It ends when you revoke “Calendar feed”
            among the access tokens.
          </p>
        </>
      )}
    </Section>
  );
}
