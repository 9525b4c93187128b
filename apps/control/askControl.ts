// The near end of a program's control endpoint: JSON over HTTP on the Unix socket <dataPath>/control.sock, which only its owner may open.
import { request } from "node:http";
import { join } from "node:path";

const maxAnswerBytes = 4_000_000;

/** A program refused what was asked of it. */
export class ControlRefused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = "ControlRefused";
    this.status = status;
  }
}

function messageOf(body: unknown, status: number): string {
  const error = (body as { error?: { message?: unknown } | string } | undefined)?.error;
  const message = typeof error === "string" ? error : error?.message;
  return typeof message === "string" ? message : `refused with status ${status}`;
}

/** Asks the program whose data lies in `folder`. Throws when none runs there (ENOENT, ECONNREFUSED), ControlRefused when it says no. */
export async function askControl(
  folder: string,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  timeoutMs = 10_000,
): Promise<unknown> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers =
      payload === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(payload) };
    const call = request(
      { socketPath: join(folder, "control.sock"), method, path, headers, timeout: timeoutMs },
      (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on("data", (part: Buffer) => {
          bytes += part.length;
          if (bytes > maxAnswerBytes) response.destroy(new Error("the program's answer is too long"));
          parts.push(part);
        });
        response.on("error", reject);
        response.on("end", () => {
          const status = response.statusCode ?? 500;
          let content: unknown;
          try {
            content = JSON.parse(Buffer.concat(parts).toString("utf8"));
          } catch {
            content = undefined;
          }
          if (status >= 400) reject(new ControlRefused(status, messageOf(content, status)));
          else resolve(content);
        });
      },
    );
    call.on("timeout", () => call.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    call.on("error", (cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOENT")
        reject(Object.assign(new Error(`No program runs in ${folder}.`, { cause }), { code: "ECONNREFUSED" }));
      else reject(cause);
    });
    call.end(payload);
  });
}
