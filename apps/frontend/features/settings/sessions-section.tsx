import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Laptop, Smartphone } from "lucide-react";
import { useLocation } from "wouter";
import { tellError } from "../../lib/toast.ts";
import { outbox, session } from "../../app/client.ts";
import { messageOf } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { Button } from "../../ui/button.tsx";
import {
  endOtherSessions,
  endSession,
  listSessions,
  signOut,
  type Session,
} from "../accounts/accounts-api.ts";
import { deviceName, isPhone } from "./device-name.ts";
import { EndOthers } from "./end-others.tsx";
import { ListState } from "./list-state.tsx";
import { Section } from "./section.tsx";
import { revokeTokens, useTokens } from "./use-tokens.ts";
import { formatDate } from "../../messages/format.ts";
import { passFocusOn } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";

/** How long changes on their way are waited for before signing out, in milliseconds. */
const sendingPatienceMs = 5_000;

/** Where the person is signed in, and the way out. */
export function SessionsSection() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const query = useQuery({
    queryKey: queryKeys.sessions,
    queryFn: listSessions,
    refetchOnMount: "always",
  });
  const end = useMutation({
    mutationFn: (session: Session) => endSession(session.token),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.sessions }),
    onError: (error) => tellError(m.settings.notEnded, { description: messageOf(error) }),
  });
  const endOthers = useMutation({
    mutationFn: async (withTokens: boolean) => {
      if (withTokens) await revokeTokens();
      await endOtherSessions();
    },
    onSettled: () =>
      Promise.all(
        [queryKeys.sessions, queryKeys.tokens].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
    onError: (error) => tellError(m.settings.notEnded, { description: messageOf(error) }),
  });
  const leave = useMutation({
    mutationFn: async () => {
      const isSent = (await outbox.whenEmpty(sendingPatienceMs)) && outbox.aside.get().length === 0;
      const { url } = await signOut();
      return { isSent, url };
    },
    onSuccess: async ({ isSent, url }) => {
      navigate("/sign-in");
      await session.end(isSent ? "forget" : "keep");
      if (url !== undefined) window.location.assign(url);
    },
    onError: (error) =>
      tellError(m.settings.sessions.notSignedOut, { description: messageOf(error) }),
  });
  const tokens = useTokens();
  const sessions = query.data ?? [];
  return (
    <Section title={m.settings.sessions.title} lead={m.settings.sessions.lead}>
      <ListState query={query}>
        <ul className="-mt-2.5">
          {sessions.map((session) => (
            <SessionLine key={session.id} session={session} onEnd={() => end.mutate(session)} />
          ))}
        </ul>
      </ListState>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button onClick={() => leave.mutate()} disabled={leave.isPending}>
          {m.settings.sessions.signOut}
        </Button>
        {sessions.length > 1 && (
          <EndOthers
            tokenCount={tokens.data?.items.length ?? 0}
            onEnd={(withTokens) => endOthers.mutate(withTokens)}
          />
        )}
      </div>
    </Section>
  );
}

function SessionLine({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const Icon = isPhone(session.userAgent) ? Smartphone : Laptop;
  const seen = formatDate(Date.parse(session.createdAt), {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return (
    <li ref={passFocusOn} className="flex min-h-14 items-center gap-3 border-b border-line/70 py-2">
      <Icon size={18} strokeWidth={1.75} className="shrink-0 text-ink-faint" aria-hidden />
      <div className="min-w-0 grow text-sm">
        <p className="truncate">{deviceName(session.userAgent)}</p>
        <p className="truncate text-ink-faint">
          {m.settings.sessions.since(seen)}
          {session.ipAddress ? ` · ${session.ipAddress}` : ""}
        </p>
      </div>
      {session.isCurrent ? (
        <span className="shrink-0 text-sm text-accent">{m.settings.sessions.thisOne}</span>
      ) : (
        <Button look="quiet" onClick={onEnd}>
          {m.settings.sessions.end}
          <span className="sr-only"> {deviceName(session.userAgent)}</span>
        </Button>
      )}
    </li>
  );
}
