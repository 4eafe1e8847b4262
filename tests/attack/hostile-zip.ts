import { crc32, deflateRawSync } from "node:zlib";

export type ZipEntry = {
  name: string;
  /** What the archive holds of it. */
  data: Buffer;
  /** Whether that is deflated; stored if not. */
  isDeflated?: boolean;
  /** The size that the headers tell; that of `data` if not given. */
  claimedSize?: number;
};

const megabyte = 1_048_576;

/** So many megabytes of one letter, which take a thousandth of that deflated. */
export function deflatedOnes(
  megabytes: number,
): Pick<ZipEntry, "data" | "isDeflated" | "claimedSize"> {
  const data = deflateRawSync(Buffer.alloc(megabytes * megabyte, "1"));
  return { data, isDeflated: true, claimedSize: megabytes * megabyte };
}

/** The fields that both headers of an entry have (APPNOTE 4.3.7 and 4.3.12). */
function fieldsOf({ name, data, isDeflated = false, claimedSize }: ZipEntry): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(isDeflated ? 8 : 0, 4);
  fields.writeUInt32LE(isDeflated ? 0 : crc32(data), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(claimedSize ?? data.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}

/** An archive of these entries as they are, true or not. */
export function zipOf(entries: ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const fields = fieldsOf(entry);
    const file = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, name, entry.data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    const version = Buffer.from([20, 0]);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), version, fields, rest, name]));
    files.push(file);
    at += file.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(Math.min(entries.length, 65_535), 8);
  end.writeUInt16LE(Math.min(entries.length, 65_535), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}
