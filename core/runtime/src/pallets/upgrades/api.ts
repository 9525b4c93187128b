// UpgradesApi: what runs, what is decided, what was done. Pages, CLI and SDK ask here instead of reading storage.

import { apiMethod, type RuntimeApi } from "@plexus/core/frame";
import { option, struct, u32, vec } from "@plexus/core/scale";
import { currentVersion, History, noticePeriod, Scheduled, Upgrade } from "./storage.js";

export const UpgradesInfo = struct("plexus_upgrades::UpgradesInfo", {
  current: u32,
  scheduled: option(Upgrade),
  history: vec(Upgrade),
  notice_period: u32,
});

export const upgradesApi: RuntimeApi = {
  name: "UpgradesApi",
  version: 1,
  docs: "Rules by version.",
  methods: {
    get: apiMethod({}, UpgradesInfo, "The version that runs, the one that is scheduled, those before.", (ctx) => ({
      current: currentVersion(ctx),
      scheduled: Scheduled.get(ctx),
      history: History.get(ctx),
      notice_period: noticePeriod(ctx),
    })),
  },
};
