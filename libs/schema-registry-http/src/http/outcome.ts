/** What a registry answered: JSON, or a refusal in its own words. */
export type Answer =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      /** Confluent's codes: 40401 for an unknown subject, for instance. */
      readonly errorCode: number;
      readonly message: string;
    };

/** The registry can't be asked, for a reason that waiting can mend. */
export interface Waits {
  readonly kind: 'waits';
  readonly reason: string;
}

/** The registry can't be asked until somebody changes something. */
export interface Fails {
  readonly kind: 'fails';
  readonly reason: string;
  readonly cure: string;
  readonly cause?: unknown;
}

/** How one HTTP request ended. */
export type Outcome = { readonly kind: 'answered'; readonly answer: Answer } | Waits | Fails;
