// The whole check of an incoming btauth/1 request, with the memory that stops replays (spec: target.md §5).
import type { CryptoProvider } from "@plexus/core/crypto";
import { wallClockNs } from "./freshNonce.js";
import { createReplayGuard } from "./replayGuard.js";
import { type RefusalReason, type SignedRequest, verifyRequest } from "./verifyRequest.js";

export interface VerifierOptions {
  readonly crypto: CryptoProvider;
  /** ss58 of the hotkey that answers here. */
  readonly receiver: string;
  /** How many (hotkey, nonce) pairs are remembered; 12 s of traffic must fit. Default 100,000. */
  readonly replayLimit?: number;
  readonly requireReceiver?: boolean;
  /** Who may call. Asked after the signature and before the request takes room in the replay memory. */
  readonly authorise?: (hotkey: string) => boolean | Promise<boolean>;
  readonly nowNs?: () => bigint;
}

export type Verification =
  | { readonly ok: true; readonly hotkey: string }
  | { readonly ok: false; readonly status: 401 | 403 | 503; readonly reason: RefusalReason };

export interface Verifier {
  verify(request: SignedRequest): Promise<Verification>;
}

const statuses: Partial<Record<RefusalReason, 403 | 503>> = { NotAuthorised: 403, ReplayGuardFull: 503 };

function refuse(reason: RefusalReason): Verification {
  return { ok: false, status: statuses[reason] ?? 401, reason };
}

/**
 * A verifier with a memory of its own. Requests signed before it was made are refused as stale: a restart forgets the
 * pairs of its predecessor, and must not thereby let them in again.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const nowNs = options.nowNs ?? wallClockNs;
  const bornNs = nowNs();
  const guard = createReplayGuard(options.replayLimit ?? 100_000);
  return {
    async verify(request) {
      const check = verifyRequest(request, { ...options, nowNs: nowNs() });
      if (!check.ok) return refuse(check.reason);
      if (check.nonceNs < bornNs) return refuse("StaleRequest");
      if (options.authorise !== undefined && !(await options.authorise(check.hotkey))) return refuse("NotAuthorised");
      const verdict = guard.remember(check.hotkey, check.nonceNs, nowNs());
      if (verdict === "replayed") return refuse("ReplayedRequest");
      if (verdict === "full") return refuse("ReplayGuardFull");
      return { ok: true, hotkey: check.hotkey };
    },
  };
}
