import type { Me, UpdateMe } from "@pakaura/contract/http";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formText } from "../../lib/form-text.ts";
import { tell, tellError } from "../../lib/toast.ts";
import { fieldMessage, messageOf, ProblemError, request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { useMe } from "../accounts/me.ts";
import { Section } from "./section.tsx";

const weekStarts = [
  { value: "monday", label: "Monday" },
  { value: "saturday", label: "Saturday" },
  { value: "sunday", label: "Sunday" },
] as const;

const leads = [
  { value: "null", label: "No reminder" },
  { value: "0", label: "When it is due" },
  { value: "15", label: "15 minutes before" },
  { value: "30", label: "30 minutes before" },
  { value: "60", label: "1 hour before" },
  { value: "1440", label: "1 day before" },
];

function timeZones(current: string): { value: string; label: string }[] {
  const names = new Set(["UTC", current, ...Intl.supportedValuesOf("timeZone")]);
  return [...names].toSorted().map((name) => ({ value: name, label: name.replaceAll("_", " ") }));
}

/** Name, time zone, week and reminders. */
export function ProfileSection() {
  const me = useMe();
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: UpdateMe) => request<Me>("/api/v1/me", { method: "PATCH", body }),
    onSuccess: (answer) => {
      client.setQueryData(queryKeys.me, answer);
      tell("Saved");
    },
    onError: (cause) => {
      if (!(cause instanceof ProblemError) || cause.errors.length === 0) {
        tellError("Could not be saved", { description: messageOf(cause) });
      }
    },
  });

  function save(form: FormData): void {
    const lead = form.get("lead");
    const weekStart = weekStarts.find(({ value }) => value === form.get("week_start"));
    mutate({
      name: formText(form, "name"),
      time_zone: formText(form, "time_zone"),
      week_start: weekStart?.value ?? me.week_start,
      default_reminder_lead_minutes: lead === "null" ? null : Number(lead),
    });
  }

  const lead = String(me.default_reminder_lead_minutes);
  const leadOptions = leads.some(({ value }) => value === lead)
    ? leads
    : [...leads, { value: lead, label: `${lead} minutes before` }];

  return (
    <Section title="Profile" lead={me.email}>
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          save(new FormData(event.currentTarget));
        }}
      >
        <div className="sm:col-span-2">
          <TextField
            label="Name"
            name="name"
            autoComplete="name"
            defaultValue={me.name}
            required
            maxLength={100}
            error={fieldMessage(error, "name")}
          />
        </div>
        <div className="sm:col-span-2">
          <SelectField
            label="Time zone"
            name="time_zone"
            defaultValue={me.time_zone}
            options={timeZones(me.time_zone)}
          />
        </div>
        <SelectField
          label="Week starts on"
          name="week_start"
          defaultValue={me.week_start}
          options={weekStarts}
        />
        <SelectField
          label="Reminder of new tasks"
          name="lead"
          defaultValue={lead}
          options={leadOptions}
        />
        <div>
          <Button type="submit" look="primary" disabled={isPending}>
            Save
          </Button>
        </div>
      </form>
    </Section>
  );
}
