import { runAlone } from "@pakaura/service/run-alone";
import { z } from "zod";
import { createRecurringService } from "./service.ts";

await runAlone({
  name: "recurring-service",
  settings: z.object({}),
  create: createRecurringService,
});
