// Learning rate by progress: linear warm-up, then half a cosine down to a floor.

export interface ScheduleSettings {
  readonly warmupSteps: number;
  /** Share of the peak that is left at the end, 0 to 1. */
  readonly floor: number;
}

/** A factor for the peak rate. `step` counts from 1; `progress` runs from 0 to 1 over the run (by steps or by time). */
export function cosineSchedule(step: number, progress: number, settings: ScheduleSettings): number {
  const warmup = Math.min(1, step / Math.max(1, settings.warmupSteps));
  const along = Math.min(1, Math.max(0, progress));
  const cosine = settings.floor + (1 - settings.floor) * 0.5 * (1 + Math.cos(Math.PI * along));
  return warmup * cosine;
}
