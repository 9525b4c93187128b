// How messages become tokens. Control tokens and people's words are kept apart, so that nobody can write a turn of their own
// into a prompt. A template's name is part of a miner's commitment: never change one, add another.

import type { ChatMessage } from "../contract.js";

/** Text to be encoded, with or without control tokens. */
export interface PromptPart {
  readonly text: string;
  readonly control: boolean;
}

export interface ChatTemplate {
  readonly name: string;
  parts(messages: readonly ChatMessage[]): PromptPart[];
}

const control = (text: string): PromptPart => ({ text, control: true });
const words = (text: string): PromptPart => ({ text, control: false });

function checked(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  if (messages.length === 0) throw new Error("a chat needs at least one message");
  return messages;
}

/** Ours: the role's token, the words, the end token; no line breaks between. */
export const plexusTemplate: ChatTemplate = {
  name: "plexus-chat/1",
  parts(messages) {
    const open = checked(messages).at(-1)?.role === "assistant";
    const turns = messages.flatMap((message, index) => [
      control(`<|${message.role}|>`),
      words(message.content),
      ...(open && index === messages.length - 1 ? [] : [control("<|end|>")]),
    ]);
    return open ? turns : [...turns, control("<|assistant|>")];
  },
};

/**
 * ChatML without any default system text and without an extra BOS: both make SmolLM2-135M answer badly
 * (measured, text-market.md §6.1).
 */
export const chatmlTemplate: ChatTemplate = {
  name: "chatml-plain/1",
  parts(messages) {
    const open = checked(messages).at(-1)?.role === "assistant";
    const turns = messages.flatMap((message, index) => [
      control("<|im_start|>"),
      words(`${message.role}\n${message.content}`),
      ...(open && index === messages.length - 1 ? [] : [control("<|im_end|>"), words("\n")]),
    ]);
    return open ? turns : [...turns, control("<|im_start|>"), words("assistant\n")];
  },
};
