import { m } from "../../messages/all-messages.ts";
import { ShownOnce } from "./shown-once.tsx";

/** The codes that open the account without the app, each once. */
export function BackupCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  return (
    <>
      <p className="mt-4 text-sm text-pretty">{m.settings.twoFactor.backupCodes}</p>
      <ShownOnce text={codes.join("\n")} onDone={onDone} />
    </>
  );
}
