import { canonicalForm } from '@user-information/serde';
import type { AvroSchema } from '@user-information/serde';
import { json } from './local-server.ts';
import type { Handler, LocalReply, LocalRequest } from './local-server.ts';

/** Where registries differ. */
export interface LocalRegistryOptions {
  /** Takes a level only for a subject that has a version, as older releases of Apicurio do. */
  readonly levelsNeedVersions?: boolean;
  /** Called before a version is added; what it returns is waited for. */
  readonly beforeAdding?: () => Promise<void>;
}

interface Version {
  readonly version: number;
  readonly id: number;
  readonly schema: string;
}

const unknownSubject = json(404, { error_code: 40401, message: 'Subject not found.' });
const unknownVersion = json(404, { error_code: 40402, message: 'Version not found.' });
const unknownSchema = json(404, { error_code: 40403, message: 'Schema not found.' });
const noLevel = json(404, { error_code: 40408, message: 'Subject has no level of its own.' });

/**
 * A registry that speaks as much of Confluent's API as the port needs, and checks nothing: what is
 * refused with it, its client refuses.
 */
export function localRegistry(options: LocalRegistryOptions = {}): Handler {
  const schemas: string[] = [];
  const subjects = new Map<string, Version[]>();
  const levels = new Map<string, string>();

  const versionsOf = (subject: string): Version[] => subjects.get(subject) ?? [];
  const add = async (subject: string, schema: string): Promise<LocalReply> => {
    await options.beforeAdding?.();
    const form = canonicalForm(JSON.parse(schema) as AvroSchema);
    const known = schemas.findIndex((each) => each === schema) + 1;
    const id = known === 0 ? schemas.push(schema) : known;
    const versions = versionsOf(subject);
    if (!versions.some((each) => canonicalForm(JSON.parse(each.schema) as AvroSchema) === form)) {
      const version = (versions.at(-1)?.version ?? 0) + 1;
      subjects.set(subject, [...versions, { version, id, schema }]);
    }
    return json(200, { id });
  };
  const level = (method: string, subject: string, body: string): LocalReply => {
    const hasVersions = versionsOf(subject).length > 0;
    if (method === 'GET') {
      const compatibilityLevel = levels.get(subject);
      return compatibilityLevel === undefined ? noLevel : json(200, { compatibilityLevel });
    }
    if (options.levelsNeedVersions === true && !hasVersions) return unknownSubject;
    const { compatibility } = JSON.parse(body) as { compatibility: string };
    levels.set(subject, compatibility);
    return json(200, { compatibility });
  };

  return ({ line, body }: LocalRequest) => {
    const [method = '', path = ''] = line.split(' ');
    const [, area = '', name = '', , number = ''] = path.split('/').map(decodeURIComponent);
    const posted = () => (JSON.parse(body) as { schema: string }).schema;
    if (area === 'schemas') {
      const schema = schemas[Number(path.split('/').at(-1)) - 1];
      return schema === undefined ? unknownSchema : json(200, { schema });
    }
    if (area === 'config') return level(method, name, body);
    const versions = versionsOf(name);
    if (method === 'POST' && path.endsWith('/versions')) return add(name, posted());
    if (versions.length === 0) return unknownSubject;
    if (method === 'POST') {
      const same = versions.find(({ schema }) => schema === posted());
      return same === undefined ? unknownSchema : json(200, { subject: name, ...same });
    }
    if (number === '')
      return json(
        200,
        versions.map(({ version }) => version),
      );
    const found =
      number === 'latest'
        ? versions.at(-1)
        : versions.find(({ version }) => String(version) === number);
    if (found === undefined) return unknownVersion;
    if (method === 'GET') return json(200, { subject: name, ...found });
    subjects.set(
      name,
      versions.filter((each) => each !== found),
    );
    return json(200, found.version);
  };
}
