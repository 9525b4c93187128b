// Python's SDKs as peers of client/; run.sh says which.
import { nativeCrypto } from "@plexus/core/crypto/native";
import { close } from "./check.js";
import { signedRequests } from "./signedRequests.js";
import { oursAsksPython, pythonAsksOurs } from "./synapses.js";
import { walletFiles } from "./walletFiles.js";

const { PLEXUS_SDK10_PYTHON: sdk10 = "python3", PLEXUS_SDK11_PYTHON: sdk11 = "python3" } = process.env;
const crypto = await nativeCrypto();
await pythonAsksOurs(crypto, sdk10);
await oursAsksPython(crypto, sdk10);
await signedRequests(crypto, sdk11);
await walletFiles(crypto, sdk10);
close();
