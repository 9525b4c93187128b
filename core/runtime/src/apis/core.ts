// Core and Metadata: what the runtime says of itself.

import { apiMethod, type RuntimeApi } from "@plexus/core/frame";
import { bytes, newtype, option, u32, vec } from "@plexus/core/scale";
import { RuntimeVersionCodec, type RuntimeVersionValue } from "../version.js";

const OpaqueMetadata = newtype("sp_core::OpaqueMetadata", bytes);

export function coreApi(version: () => RuntimeVersionValue): RuntimeApi {
  return {
    name: "Core",
    version: 5,
    docs: "What a runtime must be able to say.",
    methods: { version: apiMethod({}, RuntimeVersionCodec, "The version of this runtime.", version) },
  };
}

export function metadataApi(metadata: (version: 14 | 15) => Uint8Array): RuntimeApi {
  return {
    name: "Metadata",
    version: 2,
    docs: "What the runtime offers, generated from its declarations.",
    methods: {
      metadata: apiMethod({}, OpaqueMetadata, "Metadata 14.", () => metadata(14)),
      metadata_at_version: apiMethod(
        { version: u32 },
        option(OpaqueMetadata),
        "Metadata of one version, if offered.",
        (_ctx, { version }) => (version === 14 || version === 15 ? metadata(version) : undefined),
      ),
      metadata_versions: apiMethod({}, vec(u32), "Versions of metadata on offer.", () => [14, 15]),
    },
  };
}
