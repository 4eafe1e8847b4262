import type { Me, UpdateMe } from "@pakaura/contract/http";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { startTransition, useEffect, useMemo, useState } from "react";
import { whenIdle } from "../../lib/idle.ts";
import { chooseLanguage } from "../../lib/language.ts";
import { formText } from "../../lib/form-text.ts";
import { tell, tellError } from "../../lib/toast.ts";
import { fieldMessage, messageOf, ProblemError, request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { useMe } from "../accounts/me.ts";
import { chosenLead, leadOptions, leads } from "../reminders/lead-words.ts";
import { weekStartNumber } from "../tasks/month-grid.ts";
import { Section } from "./section.tsx";
import { formatWeekday } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";
import { languages, pickLanguage } from "../../messages/messages.ts";

const weekStarts = ["monday", "saturday", "sunday"] as const;
const seriesTimes = ["local", "instant"] as const;

/** The zones to choose from: some 400, which the page is not to wait for when it is opened. */
function useTimeZones(current: string): { value: string; label: string }[] {
  const [known, setKnown] = useState<readonly string[]>([]);
  useEffect(
    () => whenIdle(() => startTransition(() => setKnown(Intl.supportedValuesOf("timeZone")))),
    [],
  );
  return useMemo(() => {
    const names = new Set(["UTC", current, ...known]);
    return [...names].toSorted().map((name) => ({ value: name, label: name.replaceAll("_", " ") }));
  }, [current, known]);
}

/** Name, language, time zone, week and reminders. */
export function ProfileSection() {
  const me = useMe();
  const timeZones = useTimeZones(me.time_zone);
  const [timeZone, setTimeZone] = useState(me.time_zone);
  const isElsewhere = timeZone !== me.time_zone;
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: UpdateMe) => request<Me>("/api/v1/me", { method: "PATCH", body }),
    onSuccess: (answer) => {
      client.setQueryData(queryKeys.me, answer);
      if (answer.language !== me.language) {
        void chooseLanguage(answer.language === null ? null : pickLanguage([answer.language]));
      }
      tell(m.settings.saved);
    },
    onError: (cause) => {
      if (!(cause instanceof ProblemError) || cause.errors.length === 0) {
        tellError(m.settings.notSaved, { description: messageOf(cause) });
      }
    },
  });

  function save(form: FormData): void {
    const weekStart = weekStarts.find((day) => day === form.get("week_start"));
    const series = seriesTimes.find((one) => one === form.get("series_times"));
    mutate({
      name: formText(form, "name"),
      time_zone: formText(form, "time_zone"),
      ...(series === undefined ? {} : { series_times: series }),
      language: formText(form, "language") || null,
      week_start: weekStart ?? me.week_start,
      default_reminder_lead_minutes: chosenLead(formText(form, "lead")),
    });
  }

  const lead = String(me.default_reminder_lead_minutes);
  const leadChoices = new Set([null, ...leads, me.default_reminder_lead_minutes]);

  return (
    <Section title={m.settings.profile.title} lead={me.email}>
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          save(new FormData(event.currentTarget));
        }}
      >
        <div className="sm:col-span-2">
          <TextField
            label={m.common.name}
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
            label={m.settings.profile.timeZone}
            name="time_zone"
            value={timeZone}
            onChange={(event) => setTimeZone(event.target.value)}
            options={timeZones}
          />
        </div>
        {isElsewhere && (
          <div className="sm:col-span-2">
            <SelectField
              label={m.settings.profile.seriesTimes}
              name="series_times"
              options={seriesTimes.map((value) => ({
                value,
                label: m.settings.profile.seriesTimesChoices[value],
              }))}
            />
          </div>
        )}
        <div className="sm:col-span-2">
          <SelectField
            label={m.settings.profile.language}
            name="language"
            defaultValue={me.language ?? ""}
            options={[
              { value: "", label: m.settings.profile.languageOfBrowser },
              ...Object.entries(languages).map(([value, label]) => ({ value, label })),
            ]}
          />
        </div>
        <SelectField
          label={m.settings.profile.weekStart}
          name="week_start"
          defaultValue={me.week_start}
          options={weekStarts.map((day) => ({
            value: day,
            label: formatWeekday(weekStartNumber(day), "long"),
          }))}
        />
        <SelectField
          label={m.settings.profile.reminder}
          name="lead"
          defaultValue={lead}
          options={leadOptions(leadChoices)}
        />
        <div>
          <Button type="submit" look="primary" disabled={isPending}>
            {m.common.save}
          </Button>
        </div>
      </form>
    </Section>
  );
}
