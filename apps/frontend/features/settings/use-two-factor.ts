import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { tell } from "../../lib/toast.ts";
import { m } from "../../messages/all-messages.ts";
import {
  beginTwoFactor,
  endTwoFactor,
  renewBackupCodes,
  verifyCode,
  type Enrolment,
} from "../accounts/accounts-api.ts";

/** The steps of a second factor. Codes are held only until they are put away. */
export function useTwoFactor() {
  const client = useQueryClient();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: queryKeys.me });

  return {
    enrolment,
    codes,
    cancel: () => setEnrolment(null),
    forgetCodes: () => setCodes(null),
    begin: async (password: string) => {
      setCodes(null);
      setEnrolment(await beginTwoFactor(password));
    },
    /** The first code proves that the app has the secret; from then on one is asked for. */
    verify: async (code: string) => {
      await verifyCode(code);
      setCodes(enrolment?.backupCodes ?? null);
      setEnrolment(null);
      tell(m.settings.twoFactor.turnedOn);
      await refresh();
    },
    renewCodes: async (password: string) => setCodes(await renewBackupCodes(password)),
    turnOff: async (password: string) => {
      await endTwoFactor(password);
      setCodes(null);
      tell(m.settings.twoFactor.turnedOff);
      await refresh();
    },
  };
}
