// Counts checks and closes with the line that .ci/run reads.

export class Tally {
  #passed = 0;
  #failed = 0;

  check(name: string, holds: boolean): void {
    if (holds) this.#passed += 1;
    else this.#failed += 1;
    console.log(`${holds ? "ok    " : "FAILED"} ${name}`);
  }

  get failures(): number {
    return this.#failed;
  }

  close(): void {
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed === 0 && this.#passed > 0 ? 0 : 1;
  }
}
