/** An .avsc file says something that has no good TypeScript type. */
export class SchemaFileError extends Error {
  readonly code = 'SCHEMA_FILE';

  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
    this.name = new.target.name;
  }
}
