ALTER TABLE "recurrence_rules" ADD COLUMN "set_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "recurrence_rules" SET "set_at" = "created_at";