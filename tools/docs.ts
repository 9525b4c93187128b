// `npm run docs`: writes docs/reference from the declarations; with --check it only says whether the pages are true today.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cliPage } from "./reference/cliPage.js";
import { palletsPage } from "./reference/palletsPage.js";
import { rpcPage } from "./reference/rpcPage.js";

const folder = new URL("../docs/reference/", import.meta.url);
const pages: Readonly<Record<string, string>> = {
  "cli.md": cliPage(),
  "pallets.md": await palletsPage(),
  "rpc.md": rpcPage(),
};
const isCheck = process.argv.includes("--check");

mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(pages)) {
  const path = new URL(name, folder);
  const isCurrent = existsSync(path) && readFileSync(path, "utf8") === text;
  if (isCurrent) continue;
  if (isCheck) {
    console.log(`docs/reference/${name} is out of date: run \`npm run docs\` and commit it.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`docs/reference/${name} written`);
  }
}
