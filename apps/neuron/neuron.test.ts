// The parts that miner and validator share: one program a folder, and the control socket.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { askControl } from "../control/askControl.js";
import { claimFolder } from "./claimFolder.js";
import { ControlRefusal, startControl } from "./controlServer.js";

const root = mkdtempSync(join(tmpdir(), "plexus-neuron-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("a data folder", () => {
  it("is held by one program, and taken over from a dead one", () => {
    const folder = join(root, "claimed");
    const release = claimFolder(folder);
    expect(() => claimFolder(folder)).toThrow(new RegExp(`in use by process ${process.pid}`));
    release();
    expect(existsSync(join(folder, "neuron.pid"))).toBe(false);
    writeFileSync(join(folder, "neuron.pid"), "999999\n");
    claimFolder(folder)();
  });
});

describe("the control socket", () => {
  it("answers its owner only, with JSON, and refuses what it does not know", async () => {
    const stop = await startControl(root, {
      "GET /status": () => ({ requests: 3, amountRao: 5n }),
      "POST /model": (body) => {
        if ((body as { model?: string } | undefined)?.model === undefined) throw new ControlRefusal(400, "no model");
        return body;
      },
    });
    expect(statSync(join(root, "control.sock")).mode & 0o777).toBe(0o600);
    expect(await askControl(root, "GET", "/status")).toEqual({ requests: 3, amountRao: "5" });
    expect(await askControl(root, "POST", "/model", { model: "noise" })).toEqual({ model: "noise" });
    await expect(askControl(root, "POST", "/model", {})).rejects.toMatchObject({ status: 400, message: "no model" });
    await expect(askControl(root, "GET", "/constructor")).rejects.toMatchObject({ status: 404 });
    await expect(askControl(root, "POST", "/model", { text: "x".repeat(20_000) })).rejects.toMatchObject({
      status: 413,
    });
    await stop();
    await expect(askControl(root, "GET", "/status")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("says so when its path is too long for the system", async () => {
    await expect(startControl(join(root, "x".repeat(120)), {})).rejects.toThrow(/longer than the 107 bytes/);
  });
});
