import type { AssistantAbout } from "@pakaura/contract/assistant";
import type { Me, UpdateMe } from "@pakaura/contract/http";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { messageOf, request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { tellError } from "../../lib/toast.ts";
import { m } from "../../messages/all-messages.ts";
import { Switch } from "../../ui/switch.tsx";
import { Section } from "./section.tsx";

const aboutKey = ["assistant"] as const;

/** Whether a model may be asked, and who then gets what. There is nothing to set where no model is behind the assistant. */
export function AssistantSection() {
  const client = useQueryClient();
  const { data: about } = useQuery({
    queryKey: aboutKey,
    queryFn: ({ signal }) => request<AssistantAbout>("/api/v1/assistant", { signal }),
    refetchOnMount: "always",
  });
  const { mutate } = useMutation({
    mutationFn: (body: UpdateMe) => request<Me>("/api/v1/me", { method: "PATCH", body }),
    onSuccess: async (me) => {
      client.setQueryData(queryKeys.me, me);
      await client.invalidateQueries({ queryKey: aboutKey });
    },
    onError: (error) => tellError(m.settings.notSaved, { description: messageOf(error) }),
  });
  if (about === undefined || about.model === null || about.receiver === null) return null;
  const texts = m.settings.assistant;
  return (
    <Section title={texts.title} lead={texts.lead}>
      <Switch
        label={texts.model}
        hint={texts.sends(about.model, about.receiver)}
        isOn={about.on}
        onTurn={(isOn) => mutate({ assistant_model: isOn })}
      />
    </Section>
  );
}
