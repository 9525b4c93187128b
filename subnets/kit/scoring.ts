// What every market's mechanism is to the kit: a pure fold of evidence into standings, and shares from standings.

export interface Mechanism<Evidence, Standing> {
  start(): Standing;
  /** One epoch later. */
  advance(standing: Standing, evidence: Evidence): Standing;
  /** Shares in the order given, ≥ 0, summing to 1 or all 0. */
  shares(standings: readonly Standing[]): number[];
}
