import type { CreatedToken, Token } from "@pakaura/contract/http";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { formText } from "../../lib/form-text.ts";
import { tellError } from "../../lib/toast.ts";
import { fieldMessage, messageOf, request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { ListState } from "./list-state.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";

const scopes = [
  { value: "write", label: "Read and change" },
  { value: "read", label: "Read only" },
];
const lifetimes = [
  { value: "", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

type NewToken = { name: string; scope: string; expires_in_days?: number };

/** Personal access tokens for scripts. A new one is shown once. */
export function TokensSection() {
  const client = useQueryClient();
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: queryKeys.tokens });
  const query = useQuery({
    queryKey: queryKeys.tokens,
    queryFn: ({ signal }) => request<{ items: Token[] }>("/api/v1/tokens", { signal }),
    refetchOnMount: "always",
  });
  const create = useMutation({
    mutationFn: (body: NewToken) =>
      request<CreatedToken>("/api/v1/tokens", { method: "POST", body }),
    onSuccess: refresh,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => request<null>(`/api/v1/tokens/${id}`, { method: "DELETE" }),
    onSuccess: refresh,
    onError: (error) => tellError("Could not be revoked", { description: messageOf(error) }),
  });
  const tokens = query.data?.items ?? [];

  return (
    <Section title="Access tokens" lead="For scripts and other programs that use the API.">
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
            label="Name"
            name="name"
            placeholder="Laptop script"
            required
            maxLength={100}
            error={
              create.error
                ? (fieldMessage(create.error, "name") ?? messageOf(create.error))
                : undefined
            }
          />
        </div>
        <SelectField label="May" name="scope" options={scopes} />
        <SelectField label="Expires" name="days" options={lifetimes} />
        <div>
          <Button type="submit" disabled={create.isPending}>
            Create token
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
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(Date.parse(instant));
}

function TokenLine({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const facts = [
    token.scope === "read" ? "Read only" : "Read and change",
    token.last_used_at ? `used ${day(token.last_used_at)}` : "never used",
    ...(token.expires_at ? [`until ${day(token.expires_at)}`] : []),
  ];
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line/70 py-2">
      <div className="min-w-0 grow text-sm">
        <p className="truncate">{token.name}</p>
        <p className="truncate text-ink-faint">{facts.join(" · ")}</p>
      </div>
      <Button look="quiet" className="text-danger hover:text-danger" onClick={onRevoke}>
        Revoke<span className="sr-only"> {token.name}</span>
      </Button>
    </li>
  );
}
