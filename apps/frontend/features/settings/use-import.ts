import type { ImportResult } from "@pakaura/contract/transfer";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { taskStore } from "../../app/client.ts";
import { tell } from "../../lib/toast.ts";
import { upload } from "../../lib/upload.ts";
import { m } from "../../messages/all-messages.ts";

/** How far an import is; parts are from 0 to 1. */
export type ImportState =
  | { step: "none" }
  /** The file is on its way, to be looked at only. */
  | { step: "reading"; part: number }
  | { step: "read"; file: File; result: ImportResult }
  /** The file is on its way again, and then its tasks arrive here, of which so many are there. */
  | { step: "bringing"; result: ImportResult; part: number; arrived: number }
  | { step: "failed"; error: unknown };

/** A file that is looked at, and brought in when that is wanted. */
export function useImport() {
  const client = useQueryClient();
  const [state, setState] = useState<ImportState>({ step: "none" });
  const ending = useRef(new AbortController());
  useEffect(() => () => ending.current.abort(), []);

  async function run(path: string, file: File, onProgress: (part: number) => void) {
    const { signal } = ending.current;
    const type = /\.[ct]sv$/i.test(file.name) ? { type: "text/csv" } : {};
    return upload<ImportResult>(path, { file, ...type, signal, onProgress });
  }

  async function attempt(work: () => Promise<ImportState>): Promise<void> {
    const { signal } = ending.current;
    try {
      const next = await work();
      if (!signal.aborted) setState(next);
    } catch (error) {
      if (!signal.aborted) setState({ step: "failed", error });
    }
  }

  return {
    state,
    read: (file: File) =>
      attempt(async () => {
        const show = (part: number): void => setState({ step: "reading", part });
        show(0);
        return { step: "read", file, result: await run("/api/v1/import?dry_run=true", file, show) };
      }),
    bring: (file: File, result: ImportResult) =>
      attempt(async () => {
        const before = taskStore.known.size;
        let part = 0;
        const show = (): void => {
          const arrived = Math.min(result.created, taskStore.known.size - before);
          setState({ step: "bringing", result, part, arrived });
        };
        show();
        // Tasks come in by the same stream as every other change.
        const stop = taskStore.subscribe(show);
        try {
          const brought = await run("/api/v1/import?dry_run=false", file, (sent) => {
            part = sent;
            show();
          });
          tell(m.settings.data.broughtIn(brought.created));
          await client.invalidateQueries();
          return { step: "none" };
        } finally {
          stop();
        }
      }),
    /** Ends what is under way; tasks that the server has written stay. */
    close: () => {
      ending.current.abort();
      ending.current = new AbortController();
      setState({ step: "none" });
    },
  };
}
