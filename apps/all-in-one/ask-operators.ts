import { problemSchema } from "@pakaura/contract/problem";
import type { Settings } from "./config.ts";
import { operatorToken } from "@pakaura/service/operators/operator-token";
import { readSecrets } from "./secrets.ts";

/** Asks the Pakaura that runs, on its internal listener, as an operator. Rejects when none runs. */
export async function askOperators(
  settings: Settings,
  method: string,
  path: string,
  body?: Record<string, string>,
): Promise<Response> {
  const { session } = readSecrets(settings.PAKAURA_DATA, settings.PAKAURA_SECRET);
  const headers: Record<string, string> = { authorization: `Bearer ${operatorToken(session)}` };
  if (body) headers["content-type"] = "application/json";
  const url = `http://127.0.0.1:${settings.INTERNAL_PORT}/operators/${path}`;
  const request = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  return fetch(url, request).catch(() => {
    throw new Error(
      `Pakaura does not run: nothing answers on INTERNAL_PORT ${settings.INTERNAL_PORT}`,
    );
  });
}

/** Prints why an operator's request was refused, and resolves with the exit code. */
export async function printRefusal(response: Response): Promise<number> {
  const text = await response.text();
  console.error(`Refused (${response.status}): ${detailOf(text) ?? text}`);
  return 1;
}

function detailOf(text: string): string | null {
  try {
    return problemSchema.parse(JSON.parse(text)).detail;
  } catch {
    return null;
  }
}
