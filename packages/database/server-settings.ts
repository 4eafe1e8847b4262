/**
 * Settings of the embedded server: for one process that wants each commit on disk at once, little
 * memory while idle, and nothing of what only many clients or replicas need.
 */
const common = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  shared_buffers: "32MB",
  // Index scans of a few rows are the whole load: a compiled or parallel plan never pays.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  random_page_cost: "1.1",
  effective_cache_size: "512MB",
  work_mem: "8MB",
  // No replicas: the least that crash recovery needs goes to the log.
  wal_level: "minimal",
  max_wal_senders: "0",
  wal_buffers: "4MB",
  max_wal_size: "256MB",
  checkpoint_timeout: "15min",
  // Each of these would keep processes that this load never uses.
  io_method: "sync",
  max_logical_replication_workers: "0",
  autovacuum_worker_slots: "2",
  autovacuum_max_workers: "2",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_checkpoints: "off",
  // Refused statements are the business of whoever sent them; `log` keeps what the server says of itself.
  log_min_messages: "log",
};

const durability = { fsync: "on", full_page_writes: "on", synchronous_commit: "on" };
const speedOnly = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

type ServerSettings = { durable: boolean; socketFolder: string; maxConnections?: number };

/** Command-line arguments (`-c name=value`). Without `durable` a crash of the machine may lose everything. */
export function serverArguments({
  durable,
  socketFolder,
  maxConnections = 40,
}: ServerSettings): string[] {
  const settings = {
    ...common,
    max_connections: String(maxConnections),
    ...(durable ? durability : speedOnly),
    unix_socket_directories: quote(socketFolder),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** The setting is a list, so a folder with a comma or a space must be quoted as an identifier is. */
function quote(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
}
