// The part of pino's interface that client code logs through; nothing secret is ever handed to it.

export interface AxonLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLogger: AxonLogger = { info() {}, warn() {}, error() {} };
