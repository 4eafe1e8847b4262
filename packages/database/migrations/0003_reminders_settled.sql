ALTER TABLE "reminders" ADD COLUMN "due_date" text;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "is_snoozed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "reminders_set_at" timestamp (3) with time zone DEFAULT now() NOT NULL;