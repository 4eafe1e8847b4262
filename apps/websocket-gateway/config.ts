import { z } from "zod";

/** The settings of the gateway when it runs alone, all of them environment variables. */
export const gatewaySettings = z.object({
  PAKAURA_SECRET: z
    .string()
    .min(32)
    .describe("at least 32 random characters, the same for all processes of one database"),
  TRUSTED_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((origin) => origin.trim()))
    .transform((origins) => origins.filter((origin) => origin !== ""))
    .pipe(z.array(z.url()))
    .describe("origins that may open a socket with a cookie, separated by commas"),
});
