/** More have piled up; and it is over with fewer, which are on their way all the time. */
const [manyRecords, fewRecords] = [300, 100];

/** So often it is told that all is done, for three seconds: else nobody would see it. */
const looksWhenDone = 6;

/** How much of what had piled up is done. */
export class CatchUp {
  #peak = 0;
  #left = 0;
  #looksSinceDone = 0;

  /** To be told now and then how many records there are to restore or to read. */
  saw(recordsLeft: number): void {
    this.#left = recordsLeft;
    if (recordsLeft > manyRecords) {
      this.#peak = Math.max(this.#peak, recordsLeft);
      this.#looksSinceDone = 0;
    } else if (this.#peak > 0 && (this.#looksSinceDone > 0 || recordsLeft <= fewRecords)) {
      this.#looksSinceDone += 1;
    }
    if (this.#looksSinceDone > looksWhenDone) [this.#peak, this.#looksSinceDone] = [0, 0];
  }

  get recordsLeft(): number {
    return this.#left;
  }

  /** 0 to 1; null when nothing has piled up, and some time after it is done. */
  get progress(): number | null {
    if (this.#peak === 0) return null;
    return this.#looksSinceDone > 0 ? 1 : 1 - this.#left / this.#peak;
  }
}
