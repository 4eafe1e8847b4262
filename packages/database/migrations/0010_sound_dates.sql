-- Puts right what the checks below refuse, and tells operators of each row by a dead letter: a task stays,
-- and a series that cannot be read is stopped. Also called when a backup of before is restored. What
-- changes beside the stream of events is told by a new epoch, after which every browser fetches anew.
CREATE FUNCTION "repair_rows"() RETURNS integer LANGUAGE plpgsql AS $function$
DECLARE
  rule record;
  repaired integer;
  total integer := 0;
BEGIN
  FOR rule IN SELECT * FROM (VALUES
    ('recurrence_rules', 'active',
      $check$not active or (case when starts_at ~ '^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$' then substr(starts_at, 9, 2)::int <= extract(day from make_date(substr(starts_at, 1, 4)::int, substr(starts_at, 6, 2)::int, 1) + interval '1 month' - interval '1 day') else starts_at is null end and rrule ~ '^(RSCALE=GREGORIAN\u003b)?FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)(\u003b[A-Z]+=[-+A-Z0-9,]+)*$' and length(rrule) <= 1000)$check$,
      $value$false$value$),
    ('recurrence_rules', 'created_at',
      $check$created_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$now()$value$),
    ('recurrence_rules', 'starts_at',
      $check$case when starts_at ~ '^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$' then substr(starts_at, 9, 2)::int <= extract(day from make_date(substr(starts_at, 1, 4)::int, substr(starts_at, 6, 2)::int, 1) + interval '1 month' - interval '1 day') else starts_at is null end$check$,
      $value$to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')$value$),
    ('recurrence_rules', 'rrule',
      $check$rrule ~ '^(RSCALE=GREGORIAN\u003b)?FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)(\u003b[A-Z]+=[-+A-Z0-9,]+)*$' and length(rrule) <= 1000$check$,
      $value$'FREQ=DAILY'$value$),
    ('recurrence_rules', 'pattern',
      $check$pattern in ('daily', 'weekly', 'monthly', 'yearly', 'custom', 'rrule')$check$,
      $value$'rrule'$value$),
    ('recurrence_rules', 'interval',
      $check$"interval" between 1 and 1000$check$,
      $value$least(greatest("interval", 1), 1000)$value$),
    ('recurrence_rules', 'day_of_week',
      $check$day_of_week <@ array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']$check$,
      $value$null$value$),
    ('recurrence_rules', 'day_of_month',
      $check$day_of_month between 1 and 31 or day_of_month = -1$check$,
      $value$null$value$),
    ('recurrence_rules', 'interval_days',
      $check$interval_days between 1 and 1000$check$,
      $value$null$value$),
    ('recurrence_rules', 'repeat_from',
      $check$repeat_from in ('due_date', 'completion')$check$,
      $value$'due_date'$value$),
    ('recurrence_rules', 'starts_number',
      $check$starts_number between 1 and 10000000$check$,
      $value$least(greatest(starts_number, 1), 10000000)$value$),
    ('recurrence_rules', 'set_at',
      $check$set_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$now()$value$),
    ('tasks', 'recurrence_rule_id',
      $check$recurrence_rule_id is null or (occurrence_number between 1 and 10000000 and exists (select from recurrence_rules as rule where rule.id = tasks.recurrence_rule_id and rule.user_id = tasks.user_id))$check$,
      $value$null$value$),
    ('tasks', 'occurrence_number',
      $check$occurrence_number between 1 and 10000000$check$,
      $value$1$value$),
    ('tasks', 'created_at',
      $check$created_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when created_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('tasks', 'completed_at',
      $check$completed_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when completed_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('tasks', 'deleted_at',
      $check$deleted_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when deleted_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('tasks', 'updated_at',
      $check$updated_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when updated_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('tasks', 'reminders_set_at',
      $check$reminders_set_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when reminders_set_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('tasks', 'due_at',
      $check$due_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when due_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('tasks', 'due_on',
      $check$due_on between '1970-01-01' and '9999-12-31'$check$,
      $value$least(greatest(due_on, '1970-01-01'), '9999-12-31')$value$),
    ('tasks', 'occurrence',
      $check$case when occurrence ~ '^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$' then substr(occurrence, 9, 2)::int <= extract(day from make_date(substr(occurrence, 1, 4)::int, substr(occurrence, 6, 2)::int, 1) + interval '1 month' - interval '1 day') else occurrence is null end$check$,
      $value$coalesce(due_on::text, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))$value$),
    ('tasks', 'reminder_lead_minutes',
      $check$reminder_lead_minutes between 0 and 40320$check$,
      $value$least(greatest(reminder_lead_minutes, 0), 40320)$value$),
    ('tasks', 'series_values',
      $check$case jsonb_typeof(series_values -> 'tags') when 'array' then jsonb_array_length(series_values -> 'tags') <= 10 else series_values -> 'tags' is null end$check$,
      $value$case jsonb_typeof(series_values) when 'object' then series_values - 'tags' end$value$),
    ('reminders', 'due_date',
      $check$case when due_date ~ '^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$' then substr(due_date, 9, 2)::int <= extract(day from make_date(substr(due_date, 1, 4)::int, substr(due_date, 6, 2)::int, 1) + interval '1 month' - interval '1 day') else due_date is null end$check$,
      $value$null$value$),
    ('reminders', 'lead_minutes',
      $check$lead_minutes between 0 and 40320$check$,
      $value$least(greatest(lead_minutes, 0), 40320)$value$),
    ('reminders', 'state',
      $check$state in ('pending', 'fired', 'dismissed', 'cancelled')$check$,
      $value$'cancelled'$value$),
    ('reminders', 'created_at',
      $check$created_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when created_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('reminders', 'remind_at',
      $check$remind_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when remind_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('reminders', 'fired_at',
      $check$fired_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when fired_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('reminders', 'dismissed_at',
      $check$dismissed_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'$check$,
      $value$case when dismissed_at < '1970-01-01T00:00:00Z' then '1970-01-01T00:00:00Z'::timestamptz else '9999-12-31T23:59:59.999Z' end$value$),
    ('users', 'time_zone',
      $check$length(time_zone) between 1 and 100$check$,
      $value$'UTC'$value$),
    ('users', 'week_start',
      $check$week_start in ('monday', 'saturday', 'sunday')$check$,
      $value$'monday'$value$),
    ('users', 'default_reminder_lead_minutes',
      $check$default_reminder_lead_minutes between 0 and 40320$check$,
      $value$least(greatest(default_reminder_lead_minutes, 0), 40320)$value$)
  ) AS listed (table_name, column_name, is_sound, value) LOOP
    EXECUTE format($statement$
      WITH broken AS MATERIALIZED (SELECT * FROM %1$I WHERE (%3$s) IS FALSE FOR UPDATE),
      repaired AS (UPDATE %1$I SET %2$I = %4$s FROM (SELECT id AS broken_id FROM broken) AS one
        WHERE id = broken_id)
      INSERT INTO dead_letters (id, consumer_group, event_id, topic, event, error, tries)
      SELECT gen_random_uuid(), 'database', gen_random_uuid(), 'repairs',
        json_build_object('type', 'row.repaired', 'subject', id, 'partitionkey', %5$I, 'data', to_json(broken)),
        format('%1$s.%2$s was %%L, which cannot be, and was repaired', %2$I), 0
      FROM broken$statement$, rule.table_name, rule.column_name, rule.is_sound, rule.value,
      CASE rule.table_name WHEN 'users' THEN 'id' ELSE 'user_id' END);
    GET DIAGNOSTICS repaired = ROW_COUNT;
    total := total + repaired;
  END LOOP;
  IF total > 0 THEN
    UPDATE installation SET value = gen_random_uuid()::text WHERE key = 'epoch';
    RAISE WARNING '% stored values could not be and were repaired: npm run ops dead-letters list', total;
  END IF;
  RETURN total;
END $function$;
--> statement-breakpoint
SELECT "repair_rows"();--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_recurrence_rule_id_recurrence_rules_id_fk";
--> statement-breakpoint
DROP INDEX "recurrence_rules_user";--> statement-breakpoint
CREATE UNIQUE INDEX "recurrence_rules_owner" ON "recurrence_rules" USING btree ("user_id","id");--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_rule_of_owner" FOREIGN KEY ("user_id","recurrence_rule_id") REFERENCES "public"."recurrence_rules"("user_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_pattern" CHECK (pattern in ('daily', 'weekly', 'monthly', 'yearly', 'custom', 'rrule'));--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_interval" CHECK ("interval" between 1 and 1000);--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_day_of_week" CHECK (day_of_week <@ array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_day_of_month" CHECK (day_of_month between 1 and 31 or day_of_month = -1);--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_interval_days" CHECK (interval_days between 1 and 1000);--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_rrule" CHECK (rrule ~ '^(RSCALE=GREGORIAN\u003b)?FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)(\u003b[A-Z]+=[-+A-Z0-9,]+)*$' and length(rrule) <= 1000);--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_repeat_from" CHECK (repeat_from in ('due_date', 'completion'));--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_starts_at" CHECK (case when starts_at ~ '^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$' then substr(starts_at, 9, 2)::int <= extract(day from make_date(substr(starts_at, 1, 4)::int, substr(starts_at, 6, 2)::int, 1) + interval '1 month' - interval '1 day') else starts_at is null end);--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_starts_number" CHECK (starts_number between 1 and 10000000);--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD CONSTRAINT "recurrence_rules_set_at" CHECK (set_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_lead" CHECK (lead_minutes between 0 and 40320);--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_due_date" CHECK (case when due_date ~ '^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$' then substr(due_date, 9, 2)::int <= extract(day from make_date(substr(due_date, 1, 4)::int, substr(due_date, 6, 2)::int, 1) + interval '1 month' - interval '1 day') else due_date is null end);--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_remind_at" CHECK (remind_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_state" CHECK (state in ('pending', 'fired', 'dismissed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_fired_at" CHECK (fired_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_dismissed_at" CHECK (dismissed_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_created_at" CHECK (created_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_completed_at" CHECK (completed_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_due_at" CHECK (due_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_due_on" CHECK (due_on between '1970-01-01' and '9999-12-31');--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_lead" CHECK (reminder_lead_minutes between 0 and 40320);--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_reminders_set_at" CHECK (reminders_set_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_occurrence_date" CHECK (case when occurrence ~ '^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$' then substr(occurrence, 9, 2)::int <= extract(day from make_date(substr(occurrence, 1, 4)::int, substr(occurrence, 6, 2)::int, 1) + interval '1 month' - interval '1 day') else occurrence is null end);--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_occurrence_number" CHECK (occurrence_number between 1 and 10000000);--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_series_values" CHECK (case jsonb_typeof(series_values -> 'tags') when 'array'
        then jsonb_array_length(series_values -> 'tags') <= 10 else series_values -> 'tags' is null end);--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_created_at" CHECK (created_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_updated_at" CHECK (updated_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_deleted_at" CHECK (deleted_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_time_zone" CHECK (length(time_zone) between 1 and 100);--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_week_start" CHECK (week_start in ('monday', 'saturday', 'sunday'));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_lead" CHECK (default_reminder_lead_minutes between 0 and 40320);