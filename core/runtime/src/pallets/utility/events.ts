// Utility events.

import { DispatchError, structEvent } from "@plexus/core/frame";
import { u32 } from "@plexus/core/scale";

export const events = {
  BatchInterrupted: structEvent(
    { index: u32, error: DispatchError },
    "A batch stopped at a call that was refused; those before it stand.",
  ),
  BatchCompleted: structEvent({}, "Every call of a batch succeeded."),
  BatchCompletedWithErrors: structEvent({}, "A forced batch went through with refusals."),
  ItemCompleted: structEvent({}, "One call of a batch succeeded."),
  ItemFailed: structEvent({ error: DispatchError }, "One call of a forced batch was refused."),
};
