import type { Bounds } from '../bounds.ts';

/** How a count went within the window, by what one partition told: from 0 on. */
interface Course {
  now: number;
  lowest: number;
  highest: number;
}

/**
 * One count of every key, and, within a window, all values that somebody may see who is anywhere in
 * it: each partition of the source may be followed up to a place of its own, so the lowest value is the
 * sum of what is lowest by each. As a record changes a count by 1 at most, no value between is left out.
 */
export class CountLedger {
  readonly #totals = new Map<string, number>();
  readonly #courses = new Map<string, Map<number, Course>>();
  #hasWindow = false;

  /** 0 for a key that nobody knows. */
  total(key: string): number {
    return this.#totals.get(key) ?? 0;
  }

  add(key: string, partition: number, by: 1 | -1): void {
    const total = this.total(key) + by;
    if (total === 0) this.#totals.delete(key);
    else this.#totals.set(key, total);
    if (this.#hasWindow) this.#follow(key, partition, by);
  }

  openWindow(): void {
    this.#hasWindow = true;
  }

  closeWindow(): void {
    this.#hasWindow = false;
    this.#courses.clear();
  }

  /** What the count may have been from the beginning of the window up to now. */
  bounds(key: string): Bounds {
    const total = this.total(key);
    let atLeast = total;
    let atMost = total;
    for (const { now, lowest, highest } of this.#courses.get(key)?.values() ?? []) {
      atLeast += lowest - now;
      atMost += highest - now;
    }
    return { atLeast, atMost };
  }

  #follow(key: string, partition: number, by: 1 | -1): void {
    let courses = this.#courses.get(key);
    if (courses === undefined) this.#courses.set(key, (courses = new Map<number, Course>()));
    const course = courses.get(partition) ?? { now: 0, lowest: 0, highest: 0 };
    courses.set(partition, course);
    course.now += by;
    course.lowest = Math.min(course.lowest, course.now);
    course.highest = Math.max(course.highest, course.now);
  }
}
