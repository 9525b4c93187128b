// The one error of signed HTTP: a stable code for programs, a status for the wire, a sentence for people.

/** An error body as the wire carries it. */
export interface AxonErrorBody {
  readonly error: { readonly code: string; readonly message: string };
}

/** Thrown by axon and caller alike. `status` is the HTTP status given or received; 0 where no answer came. */
export class AxonError extends Error {
  readonly status: number;
  readonly code: string;
  /** True when at least one byte of the answer's body had arrived: then a retry elsewhere is no longer invisible. */
  readonly sawFirstByte: boolean;

  constructor(
    status: number,
    code: string,
    message: string,
    options: { cause?: unknown; sawFirstByte?: boolean } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AxonError";
    this.status = status;
    this.code = code;
    this.sawFirstByte = options.sawFirstByte ?? false;
  }

  toBody(): AxonErrorBody {
    return { error: { code: this.code, message: this.message } };
  }
}
