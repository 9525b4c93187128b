// Reads server-sent events from pieces of bytes (WHATWG HTML §9.2, the fields `event` and `data`).

export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

export interface EventReader {
  /** Takes the next piece; calls back for every event that it completes. */
  push(part: Uint8Array): void;
}

/** Pending text is bounded by the exchange's own limit on the answer. */
export function createEventReader(onEvent: (event: ServerEvent) => void): EventReader {
  const decoder = new TextDecoder();
  let pending = "";
  let name = "message";
  let data: string[] = [];

  function takeLine(line: string): void {
    if (line === "") {
      if (data.length > 0) onEvent({ name, data: data.join("\n") });
      name = "message";
      data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") data.push(value);
    else if (field === "event") name = value;
  }

  return {
    push(part) {
      const lines = (pending + decoder.decode(part, { stream: true })).split("\n");
      pending = lines.pop() ?? "";
      for (const line of lines) takeLine(line.endsWith("\r") ? line.slice(0, -1) : line);
    },
  };
}
