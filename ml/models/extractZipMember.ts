// Takes one file out of a zip archive (a Python wheel is one) without reading the archive into memory.
// Format: APPNOTE of the zip format, stored and deflated members, no zip64.

import { createReadStream, createWriteStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";

const endRecord = 0x06054b50;
const endRecordBytes = 22;
const centralRecordBytes = 46;
const localRecordBytes = 30;
const tailBytes = 66_000;

interface Member {
  readonly method: number;
  readonly compressedBytes: number;
  readonly localOffset: number;
}

/** Writes `member` of the archive to `target`; throws if the archive is damaged or lacks it. */
export async function extractZipMember(archive: string, member: string, target: string): Promise<void> {
  const file = await open(archive, "r");
  let start: number;
  let found: Member;
  try {
    found = await findMember(file, member, archive);
    const local = await readAt(file, found.localOffset, localRecordBytes);
    start = found.localOffset + localRecordBytes + local.readUInt16LE(26) + local.readUInt16LE(28);
  } finally {
    await file.close();
  }
  const source = createReadStream(archive, { start, end: start + found.compressedBytes - 1 });
  if (found.method === 0) return pipeline(source, createWriteStream(target));
  if (found.method === 8) return pipeline(source, createInflateRaw(), createWriteStream(target));
  throw new Error(`${archive}: ${member} is packed by method ${found.method}, which is not supported`);
}

async function findMember(file: FileHandle, name: string, archive: string): Promise<Member> {
  const { size } = await file.stat();
  const tailStart = Math.max(0, size - tailBytes);
  const tail = await readAt(file, tailStart, size - tailStart);
  const marker = Buffer.alloc(4);
  marker.writeUInt32LE(endRecord);
  const at = tail.lastIndexOf(marker);
  if (at < 0 || at + endRecordBytes > tail.length) throw new Error(`${archive} is not a zip archive`);
  const directory = await readAt(file, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
  for (let offset = 0; offset + centralRecordBytes <= directory.length; ) {
    const nameBytes = directory.readUInt16LE(offset + 28);
    const nameStart = offset + centralRecordBytes;
    if (directory.toString("utf8", nameStart, nameStart + nameBytes) === name) {
      return {
        method: directory.readUInt16LE(offset + 10),
        compressedBytes: directory.readUInt32LE(offset + 20),
        localOffset: directory.readUInt32LE(offset + 42),
      };
    }
    offset = nameStart + nameBytes + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32);
  }
  throw new Error(`${archive} does not hold ${name}`);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw new Error("the zip archive is cut short");
  return buffer;
}
