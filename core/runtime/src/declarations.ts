// What clients need by name: storage items and codecs. The same objects as the runtime's own, so that node and client
// cannot disagree about a key or a shape. Grouped as the pallets are.

export * as commitments from "./pallets/commitments/storage.js";
export * as market from "./pallets/market/storage.js";
export * as delegation from "./pallets/subtensor/delegation/storage.js";
export * as emission from "./pallets/subtensor/emission/storage.js";
export * as epoch from "./pallets/subtensor/epoch/storage.js";
export * as identity from "./pallets/subtensor/identity/storage.js";
export * as registration from "./pallets/subtensor/registration/storage.js";
export * as serving from "./pallets/subtensor/serving/storage.js";
export * as staking from "./pallets/subtensor/staking/storage.js";
export * as parameters from "./pallets/subtensor/subnets/parameters.js";
export * as subnets from "./pallets/subtensor/subnets/storage.js";
export * as weights from "./pallets/subtensor/weights/storage.js";
export * as upgrades from "./pallets/upgrades/storage.js";
