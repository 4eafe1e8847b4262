import type { ConnectedApp } from "@pakaura/contract/http";
import { request } from "../../lib/api.ts";

/** Keys of the query cache. They stand here and not beside the others, which every first visit loads. */
export const appKeys = {
  connected: ["connected-apps"] as const,
  asking: (clientId: string) => ["asking-app", clientId] as const,
};

/** What is known of an app that asks for access. */
export type AskingApp = { client_id: string; client_name?: string };

export function readApp(clientId: string, signal: AbortSignal): Promise<AskingApp> {
  const query = new URLSearchParams({ client_id: clientId });
  return request(`/api/auth/oauth2/public-client?${query.toString()}`, { signal });
}

/** Says yes or no to an app, and answers where the browser has to go then. `query` is the signed one of the address. */
export function answerApp(query: string, accept: boolean): Promise<{ url: string }> {
  const body = { accept, oauth_query: query };
  return request("/api/auth/oauth2/consent", { method: "POST", body });
}

export function listApps(signal: AbortSignal): Promise<{ items: ConnectedApp[] }> {
  return request("/api/v1/connected-apps", { signal });
}

export function disconnectApp(id: string): Promise<null> {
  return request(`/api/v1/connected-apps/${id}`, { method: "DELETE" });
}
