import { runAlone } from "@pakaura/service/run-alone";
import { z } from "zod";
import { createNotificationService } from "./service.ts";

await runAlone({ name: "notification", settings: z.object({}), create: createNotificationService });
