/** An error whose message is written for whoever runs Pakaura: it says all that they can do something about. */
export abstract class OperatorError extends Error {}

/** PostgreSQL does not answer, or not us. Names the host, never the password. */
export class DatabaseUnreachable extends OperatorError {
  override name = "DatabaseUnreachable";
  readonly host: string;
  constructor(host: string, reason: string, cause?: unknown) {
    super(`Cannot reach PostgreSQL at ${host}: ${reason}`, { cause });
    this.host = host;
  }
}

/** The database user lacks a right that the migration needs. */
export class DatabaseNotPermitted extends OperatorError {
  override name = "DatabaseNotPermitted";
  constructor(host: string, reason: string, cause?: unknown) {
    super(`The database user at ${host} may not do what Pakaura needs: ${reason}`, { cause });
  }
}

/** The database was migrated by a newer version of Pakaura. */
export class SchemaTooNew extends OperatorError {
  override name = "SchemaTooNew";
  constructor() {
    super("The database was set up by a newer version of Pakaura; update this one to use it");
  }
}

/** The database has not been migrated to what this version needs. */
export class SchemaTooOld extends OperatorError {
  override name = "SchemaTooOld";
  constructor() {
    super("The database has not been brought to the schema of this version yet");
  }
}

/** Migrations would break the version that runs on the database now. */
export class SchemaStepTooWide extends OperatorError {
  override name = "SchemaStepTooWide";
  constructor(migration: string, needed: string) {
    super(
      `The version that runs now does not outlive the migration ${migration}, as it does not know ${needed}: ` +
        "upgrade to a version in between first, or stop it before",
    );
  }
}

/** A file that was to be restored is none that a backup wrote, or not the whole of it. */
export class NotABackup extends OperatorError {
  override name = "NotABackup";
  constructor(reason: string) {
    super(`The file is no complete backup of Pakaura: ${reason}`);
  }
}

/** The server is older than the oldest PostgreSQL that Pakaura runs on. */
export class PostgresTooOld extends OperatorError {
  override name = "PostgresTooOld";
  constructor(found: string, oldestMajor: number) {
    super(`PostgreSQL ${found} is too old; Pakaura needs ${oldestMajor} or newer`);
  }
}

/** Another running process owns the data folder. */
export class DataFolderInUse extends OperatorError {
  override name = "DataFolderInUse";
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by another running Pakaura (process ${pid})`);
    this.pid = pid;
  }
}

/** The file that says who owns the data folder is none. */
export class LockUnreadable extends OperatorError {
  override name = "LockUnreadable";
  constructor(path: string, reason: string, cause?: unknown) {
    super(`The lock ${path} cannot be read: ${reason}; remove it if no Pakaura runs`, { cause });
  }
}

/** The data folder cannot be made, written, or belongs to somebody else. */
export class DataFolderNotWritable extends OperatorError {
  override name = "DataFolderNotWritable";
  constructor(folder: string, reason: string, cause?: unknown) {
    super(`The data folder ${folder} cannot be written: ${reason}`, { cause });
  }
}

/** The disk of the data folder has no room left. */
export class DataFolderFull extends OperatorError {
  override name = "DataFolderFull";
  constructor(folder: string) {
    super(`No space is left on the disk of the data folder ${folder}`);
  }
}

/** The data folder was made by another major version of PostgreSQL, whose files this one cannot read. */
export class DataFolderVersionMismatch extends OperatorError {
  override name = "DataFolderVersionMismatch";
  constructor(folder: string, found: string, expected: string) {
    super(
      `The data folder ${folder} was made by PostgreSQL ${found}, and this is PostgreSQL ${expected}: ` +
        "export with the version that made it, and import into a new folder",
    );
  }
}

/** The embedded PostgreSQL did not start, for a reason that it gave itself. */
export class ClusterFailed extends OperatorError {
  override name = "ClusterFailed";
  readonly reason: string;
  constructor(reason: string, options?: ErrorOptions) {
    super(`The embedded PostgreSQL did not start: ${reason}`, options);
    this.reason = reason;
  }
}

/** The data folder is gone, or PostgreSQL cannot make sense of what is in it. */
export class DataFolderDamaged extends ClusterFailed {
  override name = "DataFolderDamaged";
  constructor(folder: string, reason: string) {
    super(`the data folder ${folder} is gone or damaged (${reason}); restore a backup`);
  }
}

/** The embedded PostgreSQL ended while everything ran, and starting it again does not help. */
export class ClusterEnded extends OperatorError {
  override name = "ClusterEnded";
  constructor(reason: string, options?: ErrorOptions) {
    super(`PostgreSQL ended: ${reason}`, options);
  }
}
