// The pool's refusals. A call's check runs in the pool too, so that what would fail costs nobody anything; for free calls
// it is what keeps blocks clear. Clients know refusals by the codes below (client-needs.json, custom transaction errors).

import { type Origin, type PoolRefusal, type ReadContext, Refusal } from "@plexus/core/frame";

/** "BadRequest": what clients show for every refusal without a code of its own. */
const BAD_REQUEST = 255;

const CODES: Readonly<Record<string, number>> = {
  AmountTooLow: 1,
  NotEnoughBalanceToStake: 2,
  SubnetNotExists: 3,
  HotKeyAccountNotExists: 4,
  NotEnoughStakeToWithdraw: 5,
  SettingWeightsTooFast: 6,
  NetworkTxRateLimitExceeded: 6,
  DelegateTxRateLimitExceeded: 6,
  SpaceLimitExceeded: 6,
  ChangedTooSoon: 6,
  SlippageTooHigh: 8,
  HotKeyNotRegisteredInNetwork: 10,
  InvalidIpAddress: 11,
  ServingRateLimitExceeded: 12,
  InvalidPort: 13,
  HotKeyNotRegisteredInSubNet: 19,
  NonAssociatedColdKey: 25,
  DelegateTakeTooLow: 26,
  DelegateTakeTooHigh: 27,
};

type Check<A> = (context: ReadContext, origin: Origin, args: A) => unknown;
type Precheck<A> = (context: ReadContext, origin: Origin, args: A) => PoolRefusal | undefined;

function nameOf({ reason }: Refusal): string {
  return "docs" in reason ? reason.name : reason.type;
}

function precheck<A>(check: Check<A>, codeOf: (name: string) => number | undefined): Precheck<A> {
  return (context, origin, args) => {
    try {
      check(context, origin, args);
      return undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const name = nameOf(error);
      const custom = codeOf(name);
      return custom === undefined ? undefined : { custom, name };
    }
  };
}

/** For free calls: whatever `check` refuses never reaches a block. */
export function refuseInPool<A>(check: Check<A>): Precheck<A> {
  return precheck(check, (name) => CODES[name] ?? BAD_REQUEST);
}

/** For calls that pay: refusals that clients know by code come from the pool, all others from the block, with their docs. */
export function refuseKnownInPool<A>(check: Check<A>): Precheck<A> {
  return precheck(check, (name) => CODES[name]);
}
