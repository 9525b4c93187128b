// Finds or builds the pinned CometBFT, as `plexus node` does; for the suites (need.sh).
import { ensureCometBinary } from "@plexus/chain/comet";

await ensureCometBinary({ note: (text) => console.error(text) });
