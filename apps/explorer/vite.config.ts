// Builds the page to dist/page: files only, served by anything (surfaces.md, "The page").

import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  plugins: [preact()],
  build: {
    outDir: fileURLToPath(new URL("../../dist/page", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    // The runtime's declarations and the signature wasm travel with the page: it decodes and verifies by itself.
    chunkSizeWarningLimit: 4_000,
  },
});
