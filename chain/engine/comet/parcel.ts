// What CometBFT's gossip carries: many extrinsics in one of its transactions. It calls the application once for each, there and
// back, at every peer (cometbft.md §4); so a call costs more than most of what an extrinsic needs.

/** "PXG" and a version: what does not begin so is no parcel. */
const MAGIC = Uint8Array.of(0x50, 0x58, 0x47, 1);
const HEAD_BYTES = MAGIC.length + 4;
const LENGTH_BYTES = 4;
/** A parcel is closed above it; an extrinsic that is larger travels alone. */
const PARCEL_BYTES = 64 * 1024;
/** Refusing so many bad ones takes a few ms. */
const MOST_EXTRINSICS = 512;

/** In order, as many parcels as it takes. `serial` makes each another transaction for CometBFT, which forgets none that it saw. */
export function packParcels(extrinsics: readonly Uint8Array[], serial: () => number): Uint8Array[] {
  const parcels: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let size = HEAD_BYTES;
  const close = () => {
    if (open.length > 0) parcels.push(join(open, size, serial()));
    open = [];
    size = HEAD_BYTES;
  };
  for (const extrinsic of extrinsics) {
    const bytes = LENGTH_BYTES + extrinsic.length;
    if (open.length === MOST_EXTRINSICS || (open.length > 0 && size + bytes > PARCEL_BYTES)) close();
    open.push(extrinsic);
    size += bytes;
  }
  close();
  return parcels;
}

function join(extrinsics: readonly Uint8Array[], size: number, serial: number): Uint8Array {
  const parcel = new Uint8Array(size);
  const view = new DataView(parcel.buffer);
  parcel.set(MAGIC);
  view.setUint32(MAGIC.length, serial, true);
  let at = HEAD_BYTES;
  for (const extrinsic of extrinsics) {
    view.setUint32(at, extrinsic.length, true);
    parcel.set(extrinsic, at + LENGTH_BYTES);
    at += LENGTH_BYTES + extrinsic.length;
  }
  return parcel;
}

/** Copies of what is in it; undefined where it is no whole parcel. */
export function openParcel(parcel: Uint8Array): Uint8Array[] | undefined {
  if (parcel.length < HEAD_BYTES || MAGIC.some((byte, index) => parcel[index] !== byte)) return undefined;
  const view = new DataView(parcel.buffer, parcel.byteOffset, parcel.byteLength);
  const extrinsics: Uint8Array[] = [];
  for (let at = HEAD_BYTES; at < parcel.length; ) {
    if (at + LENGTH_BYTES > parcel.length || extrinsics.length === MOST_EXTRINSICS) return undefined;
    const end = at + LENGTH_BYTES + view.getUint32(at, true);
    if (end > parcel.length) return undefined;
    extrinsics.push(new Uint8Array(parcel.subarray(at + LENGTH_BYTES, end)));
    at = end;
  }
  return extrinsics;
}
