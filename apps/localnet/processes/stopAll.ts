// Stops every process of the local network: those that use others first, the nodes last; all within five seconds (issue §7), some more
// where nodes have a consensus engine to stop.
import type { SupervisedProcess } from "./superviseProcess.js";

const clientsGraceMs = 2_500;
const nodeGraceMs = 1_500;

export async function stopAll(processes: readonly SupervisedProcess[]): Promise<void> {
  const isNode = (item: SupervisedProcess) => item.spec.role === "node";
  await Promise.all(processes.filter((item) => !isNode(item)).map((item) => item.stop(clientsGraceMs)));
  await Promise.all(processes.filter(isNode).map((item) => item.stop(item.spec.stopGraceMs ?? nodeGraceMs)));
}
