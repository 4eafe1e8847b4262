UPDATE "tasks" SET "occurrence" = NULL
WHERE "deleted_at" IS NOT NULL AND "recurrence_rule_id" IS NOT NULL AND EXISTS (
  SELECT FROM "activity_log" AS "entry"
  WHERE "entry"."user_id" = "tasks"."user_id" AND "entry"."task_id" = "tasks"."id"
    AND "entry"."action" = 'task.deleted' AND "entry"."actor" = 'system'
    AND "entry"."time" >= "tasks"."deleted_at"
);
