import type { CreatedToken, Token } from "@pakaura/contract/http";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formText } from "../../lib/form-text.ts";
import { tellError } from "../../lib/toast.ts";
import { fieldMessage, messageOf, request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { ListState } from "./list-state.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { tokenMessage, useTokens } from "./use-tokens.ts";
import { formatDate } from "../../messages/format.ts";
import { passFocusOn } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";

const lifetimeDays = [30, 90] as const;

type NewToken = { name: string; scope: string; expires_in_days?: number };

/** Personal access tokens for scripts. A new one is shown once. */
export function TokensSection() {
  const client = useQueryClient();
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: queryKeys.tokens });
  const query = useTokens();
  const create = useMutation({
    mutationFn: (body: NewToken) =>
      request<CreatedToken>("/api/v1/tokens", { method: "POST", body }),
    onSuccess: refresh,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => request<null>(`/api/v1/tokens/${id}`, { method: "DELETE" }),
    onSuccess: refresh,
    onError: (error) => tellError(m.settings.tokens.notRevoked, { description: messageOf(error) }),
  });
  const tokens = query.data?.items ?? [];

  return (
    <Section title={m.settings.tokens.title} lead={m.settings.tokens.lead}>
      <form
        className="grid items-end gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const data = new FormData(form);
          const days = Number(data.get("days"));
          create.mutate(
            {
              name: formText(data, "name"),
              scope: formText(data, "scope"),
              ...(days > 0 ? { expires_in_days: days } : {}),
            },
            { onSuccess: () => form.reset() },
          );
        }}
      >
        <div className="sm:col-span-2">
          <TextField
            label={m.common.name}
            name="name"
            placeholder={m.settings.tokens.namePlaceholder}
            required
            maxLength={100}
            error={
              create.error
                ? (fieldMessage(create.error, "name") ?? tokenMessage(create.error))
                : undefined
            }
          />
        </div>
        <SelectField
          label={m.settings.tokens.scope}
          name="scope"
          options={[
            { value: "write", label: m.settings.tokens.write },
            { value: "read", label: m.settings.tokens.read },
          ]}
        />
        <SelectField
          label={m.settings.tokens.expires}
          name="days"
          options={[
            { value: "", label: m.settings.tokens.never },
            ...lifetimeDays.map((days) => ({
              value: String(days),
              label: m.settings.tokens.inDays(days),
            })),
            { value: "365", label: m.settings.tokens.inAYear },
          ]}
        />
        <div>
          <Button type="submit" disabled={create.isPending}>
            {m.settings.tokens.create}
          </Button>
        </div>
      </form>
      {create.data && <ShownOnce text={create.data.token} onDone={create.reset} />}
      <div className="mt-4">
        <ListState query={query}>
          <ul>
            {tokens.map((token) => (
              <TokenLine key={token.id} token={token} onRevoke={() => revoke.mutate(token.id)} />
            ))}
          </ul>
        </ListState>
      </div>
    </Section>
  );
}

function day(instant: string): string {
  return formatDate(Date.parse(instant), { dateStyle: "medium" });
}

function TokenLine({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const facts = [
    m.settings.tokens[token.scope],
    token.last_used_at
      ? m.settings.tokens.used(day(token.last_used_at))
      : m.settings.tokens.neverUsed,
    ...(token.expires_at ? [m.settings.tokens.until(day(token.expires_at))] : []),
  ];
  return (
    <li ref={passFocusOn} className="flex min-h-14 items-center gap-3 border-b border-line/70 py-2">
      <div className="min-w-0 grow text-sm">
        <p className="truncate">{token.name}</p>
        <p className="truncate text-ink-faint">{facts.join(" · ")}</p>
      </div>
      <Button look="quietDanger" onClick={onRevoke}>
        {m.settings.tokens.revoke}
        <span className="sr-only"> {token.name}</span>
      </Button>
    </li>
  );
}
