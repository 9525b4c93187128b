// What a checked task is: messages to send, and a check of the answer (text-market.md §1). One family a file in families/.
import type { Rng } from "../../kit/random.js";

export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

export interface Task {
  family: string;
  messages: ChatMessage[];
  /** True when the answer is right, by rules that an echo of the prompt does not pass. */
  check(answer: string): boolean;
}

export interface TaskFamily {
  name: string;
  generate(rng: Rng): Task;
}

export const ask = (content: string): ChatMessage[] => [{ role: "user", content }];
