import type { ConnectionOptions } from "node:tls";
import {
  type Admin,
  Connection,
  describeGroupsV5,
  FindCoordinatorKeyTypes,
  type SASLOptions,
} from "@platformatic/kafka";

/** A consumer group as its coordinator sees it: `Stable`, `CompletingRebalance`, `Empty`, ... */
export type GroupState = {
  state: string;
  members: string[];
  /** What its members subscribe to. */
  topics: Set<string>;
};

/** https://kafka.apache.org/protocol#The_Messages_ConsumerProtocolSubscription: a version, and names of topics. */
function topicsOf(metadata: Buffer): string[] {
  if (metadata.length === 0) return [];
  const count = metadata.readInt32BE(2);
  let at = 6;
  return Array.from({ length: count }, () => {
    const end = at + 2 + metadata.readInt16BE(at);
    const topic = metadata.toString("utf8", at + 2, end);
    at = end;
    return topic;
  });
}

/**
 * Who reads for a group. The client's own `describeGroups` also parses what each member is assigned, and
 * throws out of reach of any handler while that is empty, in the middle of a rebalance.
 */
export async function describeGroup(
  { admin, tls, sasl }: { admin: Admin; tls?: ConnectionOptions; sasl?: SASLOptions },
  group: string,
): Promise<GroupState> {
  const keyType = FindCoordinatorKeyTypes.GROUP;
  const [coordinator] = await admin.findCoordinator({ keyType, keys: [group] });
  if (!coordinator) throw new Error(`Kafka knows no coordinator of ${group}`);
  const connection = new Connection("pakaura-operators", {
    ...(tls === undefined ? {} : { tls }),
    ...(sasl === undefined ? {} : { sasl }),
  });
  await connection.connect(coordinator.host, coordinator.port);
  try {
    const { groups } = await describeGroupsV5.api.async(connection, [group], false);
    const { groupState: state = "Dead", members = [] } = groups[0] ?? {};
    return {
      state,
      members: members.map(({ memberId }) => memberId),
      topics: new Set(members.flatMap(({ memberMetadata }) => topicsOf(memberMetadata))),
    };
  } finally {
    await connection.close();
  }
}
