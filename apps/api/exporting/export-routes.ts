import type { FastifyInstance } from "fastify";
import { principalOf } from "../http/guard.ts";
import { type FileContext, sendFile } from "../threads/send-file.ts";

/** `GET /export`: everything of the user as a file. */
export function exportRoutes(app: FastifyInstance, { files }: { files: FileContext }): void {
  app.get("/export", (request, reply) => {
    const now = Date.now();
    const day = new Date(now).toISOString().slice(0, 10);
    return sendFile(reply, files, {
      work: { file: "export", userId: principalOf(request).userId, now },
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="pakaura-${day}.json"`,
      },
    });
  });
}
