import type { Channel, ChannelOptions, CreatedChannel } from "@pakaura/contract/channel";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing, Mail, Webhook } from "lucide-react";
import { useState } from "react";
import { fieldMessage, messageOf, request } from "../../lib/api.ts";
import { formText } from "../../lib/form-text.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useStore } from "../../lib/store.ts";
import { tell, tellError } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextField } from "../../ui/field.tsx";
import { reminderSound, setReminderSound } from "../reminders/reminder-sound.ts";
import { deviceName } from "./device-name.ts";
import { ListState } from "./list-state.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { subscribeBrowser, whyNoPush } from "./subscribe-browser.ts";
import { passFocusOn } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";

const path = "/api/v1/channels";

/** Where reminders go when no page is open. */
export function ChannelsSection() {
  const client = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: queryKeys.channels });
  const query = useQuery({
    queryKey: queryKeys.channels,
    queryFn: ({ signal }) => request<{ items: Channel[] }>(path, { signal }),
    refetchOnMount: "always",
  });
  const options = useQuery({
    queryKey: queryKeys.channelOptions,
    queryFn: ({ signal }) => request<ChannelOptions>(`${path}/options`, { signal }),
  });
  const add = useMutation({
    mutationFn: (body: object) => request<CreatedChannel>(path, { method: "POST", body }),
    onSuccess: async () => {
      setIsAsking(false);
      await refresh();
    },
  });
  const addBrowser = useMutation({
    mutationFn: async (key: string) => {
      const subscription = await subscribeBrowser(key);
      const name = deviceName(navigator.userAgent);
      await request(path, { method: "POST", body: { kind: "web_push", name, ...subscription } });
    },
    onSuccess: refresh,
    onError: (error) => tellError(m.settings.channels.notOn, { description: messageOf(error) }),
  });
  const noPush = whyNoPush();
  const channels = query.data?.items ?? [];
  // What is asked for comes last, so that nothing else moves when it is there.
  return (
    <Section title={m.settings.channels.title} lead={m.settings.channels.lead}>
      <Switch
        label={m.settings.channels.sound}
        isOn={useStore(reminderSound)}
        onTurn={setReminderSound}
      />
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          disabled={noPush !== null || !options.data || addBrowser.isPending}
          onClick={() => options.data && addBrowser.mutate(options.data.web_push_key)}
        >
          <BellRing size={15} aria-hidden />
          {m.settings.channels.browser}
        </Button>
        <Button onClick={() => setIsAsking(!isAsking)} aria-expanded={isAsking}>
          <Webhook size={15} aria-hidden />
          {m.settings.channels.webhook}
        </Button>
        {options.data?.email && (
          <Button onClick={() => add.mutate({ kind: "email" })} disabled={add.isPending}>
            <Mail size={15} aria-hidden />
            {m.settings.channels.email}
          </Button>
        )}
      </div>
      {noPush && <p className="mt-2 text-sm text-ink-faint">{noPush}</p>}
      {isAsking && (
        <form
          className="mt-4 grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]"
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate({
              kind: "webhook",
              url: formText(new FormData(event.currentTarget), "url"),
            });
          }}
        >
          <TextField
            label={m.settings.channels.address}
            name="url"
            type="url"
            placeholder="https://example.org/hook"
            required
            error={add.error ? (fieldMessage(add.error, "url") ?? messageOf(add.error)) : undefined}
          />
          <Button type="submit" disabled={add.isPending}>
            {m.settings.channels.addWebhook}
          </Button>
        </form>
      )}
      {add.data?.secret && <ShownOnce text={add.data.secret} onDone={add.reset} />}
      <div className="mt-4">
        <ListState query={query}>
          <ul>
            {channels.map((channel) => (
              <ChannelLine key={channel.id} channel={channel} onChanged={refresh} />
            ))}
          </ul>
        </ListState>
      </div>
    </Section>
  );
}

function ChannelLine({ channel, onChanged }: { channel: Channel; onChanged: () => Promise<void> }) {
  const run = useMutation({
    mutationFn: ({ method, suffix = "", body }: Change) =>
      request<Channel | null>(`${path}/${channel.id}${suffix}`, { method, body }),
    onSuccess: async (answer, { suffix }) => {
      await onChanged();
      if (suffix === undefined || !answer) return;
      if (answer.last_error)
        tellError(m.settings.channels.notTaken, { description: answer.last_error });
      else tell(m.settings.channels.sent, { description: answer.target });
    },
    onError: (error) => tellError(m.settings.notChanged, { description: messageOf(error) }),
  });
  return (
    <li
      ref={passFocusOn}
      className="flex min-h-14 flex-wrap items-center gap-x-3 border-b border-line/70 py-2"
    >
      <div className="min-w-40 grow text-sm">
        <p className="truncate">{channel.name}</p>
        <p className="truncate text-ink-faint">
          {channel.target}
          {channel.enabled ? "" : ` · ${m.settings.channels.off}`}
        </p>
        {channel.last_error && (
          <p className="text-danger wrap-anywhere">
            {m.settings.channels.lastError(channel.last_error)}
          </p>
        )}
      </div>
      <div className="flex gap-1">
        {channel.enabled && (
          <Button look="quiet" onClick={() => run.mutate({ method: "POST", suffix: "/test" })}>
            {m.settings.channels.test}
            <span className="sr-only"> {channel.name}</span>
          </Button>
        )}
        <Button
          look="quiet"
          onClick={() => run.mutate({ method: "PATCH", body: { enabled: !channel.enabled } })}
        >
          {channel.enabled ? m.settings.channels.turnOff : m.settings.channels.turnOn}
          <span className="sr-only"> {channel.name}</span>
        </Button>
        <Button look="quietDanger" onClick={() => run.mutate({ method: "DELETE" })}>
          {m.common.remove}
          <span className="sr-only"> {channel.name}</span>
        </Button>
      </div>
    </li>
  );
}

type Change = { method: "POST" | "PATCH" | "DELETE"; suffix?: string; body?: object };
