/** What should have been worked off in time was not. */
export class StillBehindError extends Error {
  readonly code = 'STILL_BEHIND';

  constructor(who: string, records: number) {
    super(
      `${who} still ${records} records behind: give it more time, or look why it stands still.`,
    );
    this.name = new.target.name;
  }
}
