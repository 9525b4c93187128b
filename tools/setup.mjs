// Brings a fresh checkout to the point where its own tools can run: installs the packages when they are missing or out of
// date. Only Node's built-in modules, because nothing else exists yet. Rules: shared/spec/engine.md §5.4 (`npm ci` fails here).
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const stampPath = join(root, "node_modules", ".plexus-setup");
const lockPath = join(root, "node_modules", ".plexus-setup.lock");
const minimumNode = [20, 19];

/** Reads a JSON file of this repository. */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The package.json of the root and of every workspace, with the folder of each. */
function manifests() {
  const top = readJson(join(root, "package.json"));
  const folders = ["", ...top.workspaces.filter((name) => existsSync(join(root, name, "package.json")))];
  return folders.map((folder) => ({ folder, manifest: readJson(join(root, folder, "package.json")) }));
}

/** One hash over everything that decides what must be installed. */
function wantedHash() {
  const hash = createHash("sha256").update(`${process.version} ${process.platform} ${process.arch}\n`);
  for (const { folder } of manifests()) hash.update(readFileSync(join(root, folder, "package.json")));
  if (existsSync(join(root, "package-lock.json"))) hash.update(readFileSync(join(root, "package-lock.json")));
  return hash.digest("hex");
}

/** Names of wanted packages that are absent or of another version. Optional ones do not count: a platform may lack them. */
export function missingPackages() {
  const missing = [];
  for (const { folder, manifest } of manifests()) {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      const places = [join(root, folder, "node_modules", name), join(root, "node_modules", name)];
      const found = places.map((place) => join(place, "package.json")).find((path) => existsSync(path));
      if (found === undefined || readJson(found).version !== version) missing.push(name);
    }
  }
  return [...new Set(missing)];
}

/** Links the commands of the workspaces, which npm does only when it lays a workspace anew. */
function linkCommands() {
  for (const { manifest } of manifests()) {
    for (const [command, path] of Object.entries(manifest.bin ?? {})) {
      const link = join(root, "node_modules", ".bin", command);
      if (!existsSync(link) && process.platform !== "win32") symlinkSync(join("..", manifest.name, path), link);
    }
  }
}

function checkNodeVersion() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > minimumNode[0] || (major === minimumNode[0] && minor >= minimumNode[1])) return;
  console.error(
    `Plexus needs Node ${minimumNode.join(".")} or newer; this is ${process.version}. Install a newer Node.`,
  );
  process.exit(2);
}

/** Runs npm with a line that shows time passing, so that nobody wonders whether it hangs. */
function runInstall(reason) {
  const begun = Date.now();
  const arguments_ = ["install", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  // The lock file lists the binaries of the platform that wrote it; elsewhere npm must choose anew.
  if (process.platform !== "linux" || process.arch !== "x64") arguments_.push("--no-package-lock");
  console.log(`Installing packages (${reason}): about 1 GB on disk, one to two minutes the first time.`);
  const npm = spawn("npm", arguments_, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - begun) / 1000);
    if (process.stdout.isTTY) process.stdout.write(`\r  … ${seconds} s`);
    else if (seconds % 15 === 0) console.log(`  … ${seconds} s`);
  }, 1000);
  return new Promise((resolve, reject) => {
    npm.on("error", (error) => reject(error));
    npm.on("exit", (code) => {
      clearInterval(ticker);
      if (process.stdout.isTTY) process.stdout.write("\r");
      if (code !== 0)
        return reject(new Error(`npm install ended with code ${code}. Check the network and the lines above.`));
      console.log(`Packages installed in ${((Date.now() - begun) / 1000).toFixed(0)} s.`);
      resolve();
    });
  });
}

/** Takes the install lock, or waits until the process that holds it has finished. */
async function takeLock() {
  mkdirSync(join(root, "node_modules"), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lockPath);
      return;
    } catch {
      const ageMs = existsSync(lockPath) ? Date.now() - statSync(lockPath).mtimeMs : 0;
      if (ageMs > 10 * 60_000) rmSync(lockPath, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Installs what is missing; returns at once when the stamp says that nothing changed. */
export async function ensureInstalled() {
  checkNodeVersion();
  const wanted = wantedHash();
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === wanted) return;
  await takeLock();
  try {
    const missing = missingPackages();
    if (missing.length > 0) {
      await runInstall(missing.length > 5 ? "first start" : `needed: ${missing.join(", ")}`);
      const still = missingPackages();
      if (still.length > 0)
        throw new Error(`npm install left these out: ${still.join(", ")}. Delete node_modules and try again.`);
    }
    linkCommands();
    writeFileSync(stampPath, wanted);
  } finally {
    rmSync(lockPath, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
