// A step of the onboarding that the chain refused ends the start, with the chain's own words.
import type { SubmitResult } from "@plexus/client/sdk";

export function assertDone(result: SubmitResult, what: string): void {
  if (result.ok) return;
  const { pallet, name, docs } = result.error;
  throw new Error(`${what}: the chain refused it with ${pallet ?? "error"}.${name} (${docs}).`);
}
