// Ports that `fetch` and every browser refuse to ask, because other protocols live there ("bad port" in the Fetch standard, its
// list of 2026). A gateway or a miner that listened on one would run and never be reached.

/** Those that a program without privileges can take. */
const blocked: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

export function isBlockedPort(port: number): boolean {
  return blocked.has(port);
}
