DROP INDEX "tasks_created";--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "series_added_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "tasks_added" ON "tasks" USING btree ("user_id",coalesce(series_added_at, created_at),"id") WHERE deleted_at is null;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_series_added_at" CHECK (series_added_at between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z');--> statement-breakpoint
-- Instances that were made already take the place of the first of their series that is still there.
UPDATE tasks SET series_added_at = first.created_at
FROM (
  SELECT DISTINCT ON (recurrence_rule_id) recurrence_rule_id, occurrence_number, created_at
  FROM tasks WHERE recurrence_rule_id IS NOT NULL
  ORDER BY recurrence_rule_id, occurrence_number
) AS first
WHERE tasks.recurrence_rule_id = first.recurrence_rule_id
  AND tasks.occurrence_number > first.occurrence_number;
