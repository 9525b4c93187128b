// The data on disk is not what it must be.

export class StoreCorrupt extends Error {
  override name = "StoreCorrupt";
}
