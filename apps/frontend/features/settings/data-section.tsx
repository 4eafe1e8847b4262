import type { CreatedToken } from "@pakaura/contract/http";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CalendarPlus, Download } from "lucide-react";
import { request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { Button, DownloadLink } from "../../ui/button.tsx";
import { ImportFile } from "./import-file.tsx";
import { ImportSources } from "./import-sources.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { tokenMessage } from "./use-tokens.ts";
import { m } from "../../messages/all-messages.ts";

/** Taking everything along, bringing tasks in, and showing them in a calendar. */
export function DataSection() {
  const client = useQueryClient();
  const feed = useMutation({
    mutationFn: () =>
      request<CreatedToken>("/api/v1/tokens", {
        method: "POST",
        body: { name: m.settings.data.calendarName, scope: "feed" },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
  return (
    <Section title={m.settings.data.title} lead={m.settings.data.lead}>
      <div className="flex flex-wrap gap-2">
        <DownloadLink href="/api/v1/export">
          <Download size={15} aria-hidden />
          {m.settings.data.export}
        </DownloadLink>
        <ImportFile />
        <Button onClick={() => feed.mutate()} disabled={feed.isPending}>
          <CalendarPlus size={15} aria-hidden />
          {m.settings.data.calendar}
        </Button>
      </div>
      <p className="mt-3 text-sm text-ink-faint text-pretty">{m.settings.data.formats}</p>
      <ImportSources />
      {feed.error && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {tokenMessage(feed.error)}
        </p>
      )}
      {feed.data && (
        <>
          <ShownOnce
            text={`${window.location.origin}/api/v1/feed.ics?token=${feed.data.token}`}
            onDone={feed.reset}
          />
          <p className="mt-2 text-sm text-ink-faint text-pretty">{m.settings.data.calendarNote}</p>
        </>
      )}
    </Section>
  );
}
