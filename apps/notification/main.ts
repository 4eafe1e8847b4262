import { runAlone } from "@pakaura/service/run-alone";
import { notificationConfigSchema } from "./config.ts";
import { createNotificationService } from "./service.ts";

await runAlone({
  name: "notification-service",
  settings: notificationConfigSchema,
  create: createNotificationService,
});
