DROP INDEX "tasks_occurrence";--> statement-breakpoint
ALTER TABLE "recurrence_rules" ADD COLUMN "starts_number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "occurrence_number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "series_values" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_occurrence" ON "tasks" USING btree ("recurrence_rule_id","occurrence_number") WHERE recurrence_rule_id is not null;