import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Subscription } from "../pubsub.ts";
import { components } from "./component-names.ts";
import { resourcesFolder } from "@pakaura/stack/parts/sidecar";

/**
 * The components of Pakaura, with what is changed so that a case has topics, groups and keys of its own:
 * where the group's name has the namespace in it, Dapr puts the namespace before the names of topics.
 */
const changes: Record<string, [string, string][]> = {
  "pubsub-kafka.yaml": [['value: "{appID}"', 'value: "{namespace}"']],
  "pubsub-gateway.yaml": [
    ["scopes:\n  - websocket-gateway\n", ""],
    ['value: "ws-{podName}"', 'value: "{namespace}-ws-{podName}"'],
  ],
  "statestore.yaml": [
    ["  metadata:\n", "  metadata:\n    - name: keyPrefix\n      value: namespace\n"],
  ],
  "secretstore.yaml": [],
  "resiliency.yaml": [],
};

function changed(file: string, text: string): string {
  return (changes[file] ?? []).reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} has no ${from} any more`);
    return after;
  }, text);
}

type Resource = Omit<Subscription, "topic"> & { topic: string };

function subscriptionText(index: number, subscription: Resource): string {
  const { topic, route, mode, order } = subscription;
  const bulk = { enabled: true, maxMessagesCount: 100, maxAwaitDurationMs: 20 };
  return JSON.stringify({
    apiVersion: "dapr.io/v2alpha1",
    kind: "Subscription",
    metadata: { name: `subscription-${index}` },
    spec: {
      pubsubname: mode === "broadcast" ? "pubsub-gateway" : components.pubsub,
      topic,
      metadata: { rawPayload: "true" },
      routes: { default: route },
      ...(order === "none" ? { bulkSubscribe: bulk } : {}),
    },
  });
}

/** Writes the resources of one sidecar into the folder: the components, and its subscriptions. */
export function writeResources(folder: string, subscriptions: Resource[]): void {
  mkdirSync(folder, { recursive: true });
  for (const file of Object.keys(changes)) {
    const text = readFileSync(join(resourcesFolder, file), "utf8");
    writeFileSync(join(folder, file), changed(file, text));
  }
  for (const [index, subscription] of subscriptions.entries()) {
    const text = subscriptionText(index, subscription);
    writeFileSync(join(folder, `subscription-${index}.yaml`), text);
  }
}
