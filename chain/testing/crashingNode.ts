// For tests only: a node in a process of its own, to be killed. Arguments: data directory, sealing. Tells its port and head
// as one JSON line once it serves.

import { parseSealing, silentLogger } from "@plexus/chain/engine";
import { createNode } from "@plexus/chain/node";
import { nativeCrypto } from "@plexus/core/crypto/native";
import { developmentSpec } from "@plexus/core/runtime";

const [basePath = "", sealing = "manual"] = process.argv.slice(2);
const node = await createNode({
  spec: developmentSpec({ blockTimeMs: 250, tempo: 10 }),
  crypto: await nativeCrypto(),
  basePath,
  rpcPort: 0,
  rpcExternal: false,
  prometheusPort: null,
  sealing: parseSealing(sealing),
  archive: true,
  name: "crashing",
  logger: { ...silentLogger, error: (fields, message) => console.error(message, fields) },
  failpoint: process.env.PLEXUS_FAILPOINT,
});
console.log(JSON.stringify({ rpcPort: node.rpcPort, genesisHash: node.genesisHash, best: node.application.best }));
