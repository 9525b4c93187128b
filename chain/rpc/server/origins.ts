// Which web pages may talk to a node on the own machine. Programs send no Origin and are not concerned; browsers do, and
// a page of a stranger must not reach the node behind the owner's back (also not by a name that resolves to 127.0.0.1).

/** "all", or exact origins besides the built-in ones. */
export type CorsPolicy = "all" | readonly string[];

const OWN_MACHINE = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;
const WELL_KNOWN = ["https://polkadot.js.org"];

export function isOriginAllowed(origin: string | undefined, policy: CorsPolicy): boolean {
  if (origin === undefined || policy === "all") return true;
  return OWN_MACHINE.test(origin) || WELL_KNOWN.includes(origin) || policy.includes(origin);
}

/** A node bound to the own machine answers only to names of it. */
export function isHostAllowed(host: string | undefined, external: boolean): boolean {
  return external || host === undefined || OWN_HOST.test(host);
}
