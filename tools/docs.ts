// `npm run docs`: writes docs/reference and the generated ends of the pallets' READMEs from the declarations; with --check it only
// says whether they are true today.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cliPage } from "./reference/cliPage.js";
import { palletReadmes } from "./reference/palletReadmes.js";
import { palletsPage } from "./reference/palletsPage.js";
import { rpcPage } from "./reference/rpcPage.js";

const root = new URL("../", import.meta.url);
const isCheck = process.argv.includes("--check");
const pages: Readonly<Record<string, string>> = {
  "docs/reference/cli.md": cliPage(),
  "docs/reference/pallets.md": await palletsPage(),
  "docs/reference/rpc.md": rpcPage(),
  ...(await palletReadmes(root)),
};

mkdirSync(new URL("docs/reference/", root), { recursive: true });
for (const [path, text] of Object.entries(pages)) {
  const place = new URL(path, root);
  if (existsSync(place) && readFileSync(place, "utf8") === text) continue;
  if (isCheck) {
    console.log(`${path} is out of date: run \`npm run docs\` and commit it.`);
    process.exitCode = 1;
  } else {
    writeFileSync(place, text);
    console.log(`${path} written`);
  }
}
