/** Registers a schema under a subject; gives its id. */
export async function register(url: string, subject: string, schema: object): Promise<number> {
  const response = await fetch(`${url}/subjects/${subject}/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
  });
  return ((await response.json()) as { id: number }).id;
}

/** The schema of that id. */
export async function readSchema(url: string, id: number): Promise<unknown> {
  const response = await fetch(`${url}/schemas/ids/${id}`);
  return JSON.parse(((await response.json()) as { schema: string }).schema);
}

/** A schema of its own for each name. */
export function record(name: string): object {
  return { type: 'record', name, fields: [{ name: 'a', type: 'string' }] };
}
