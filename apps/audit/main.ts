import { runAlone } from "@pakaura/service/run-alone";
import { z } from "zod";
import { createAuditService } from "./service.ts";

await runAlone({ name: "audit-service", settings: z.object({}), create: createAuditService });
