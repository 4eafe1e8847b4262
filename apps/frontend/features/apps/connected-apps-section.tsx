import type { ConnectedApp } from "@pakaura/contract/http";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { messageOf } from "../../lib/api.ts";
import { passFocusOn } from "../../lib/pass-focus.ts";
import { tellError } from "../../lib/toast.ts";
import { appMessages } from "../../messages/app-messages.ts";
import { formatDate } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { ListState } from "../settings/list-state.tsx";
import { Section } from "../settings/section.tsx";
import { appKeys, disconnectApp, listApps } from "./apps-api.ts";

/** The apps that may get at the tasks, and the end of that. */
export function ConnectedAppsSection() {
  const texts = appMessages();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: appKeys.connected,
    queryFn: ({ signal }) => listApps(signal),
    refetchOnMount: "always",
  });
  const disconnect = useMutation({
    mutationFn: disconnectApp,
    onSuccess: () => client.invalidateQueries({ queryKey: appKeys.connected }),
    onError: (error) => tellError(texts.notDisconnected, { description: messageOf(error) }),
  });
  const apps = query.data?.items ?? [];
  return (
    <Section title={texts.title} lead={texts.lead}>
      <ListState query={query}>
        {apps.length === 0 ? (
          <p className="text-sm text-ink-soft">{texts.none}</p>
        ) : (
          <ul className="-mt-2.5">
            {apps.map((app) => (
              <AppLine key={app.id} app={app} onDisconnect={() => disconnect.mutate(app.id)} />
            ))}
          </ul>
        )}
      </ListState>
    </Section>
  );
}

function AppLine({ app, onDisconnect }: { app: ConnectedApp; onDisconnect: () => void }) {
  const texts = appMessages();
  const day = formatDate(Date.parse(app.created_at), { dateStyle: "medium" });
  const facts = [
    ...(app.host === null ? [] : [app.host]),
    m.settings.tokens[app.access],
    texts.since(day),
  ];
  return (
    <li ref={passFocusOn} className="flex min-h-14 items-center gap-3 border-b border-line/70 py-2">
      <div className="min-w-0 grow text-sm">
        <p className="truncate">{app.name}</p>
        <p className="truncate text-ink-faint">{facts.join(" · ")}</p>
      </div>
      <Button look="quietDanger" onClick={onDisconnect}>
        {texts.disconnect}
        <span className="sr-only"> {app.name}</span>
      </Button>
    </li>
  );
}
