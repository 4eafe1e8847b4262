import { DatabaseUnreachable, SchemaTooNew, SchemaTooOld } from "@pakaura/database/errors";
import { expect, test, vi } from "vitest";
import { createLogger } from "../logging.ts";
import { awaitSchema } from "./await-schema.ts";

const log = createLogger("test", "silent");
const waiting = { url: "postgresql://db.invalid/pakaura", log, waitMs: 60_000, pauseMs: 1 };

test("waits for a database that is not there, then not migrated, and says each once", async () => {
  const away = new DatabaseUnreachable("db.invalid", "nobody listens");
  const behind = new SchemaTooOld();
  const reasons = [away, away, behind, behind];
  const said = vi.spyOn(log, "info");
  await awaitSchema({
    ...waiting,
    check: async () => {
      const reason = reasons.shift();
      if (reason) throw reason;
    },
  });
  expect(reasons).toEqual([]);
  const told = said.mock.calls.map(([fields]) => fields);
  expect(told).toEqual([{ reason: away.message }, { reason: behind.message }]);
  said.mockRestore();
});

test("does not wait for a database of a newer version to become older", async () => {
  const check = vi.fn(() => Promise.reject(new SchemaTooNew()));
  await expect(awaitSchema({ ...waiting, check })).rejects.toThrow(SchemaTooNew);
  expect(check).toHaveBeenCalledOnce();
});

test("gives up with the reason when the time is over", async () => {
  const check = () => Promise.reject(new SchemaTooOld());
  await expect(awaitSchema({ ...waiting, waitMs: -1, check })).rejects.toThrow(SchemaTooOld);
});
