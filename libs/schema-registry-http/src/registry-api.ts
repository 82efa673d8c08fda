import {
  IncompatibleSchemaError,
  InvalidSchemaError,
  UnknownSchemaError,
} from '@user-information/serde';
import type { AvroSchema, Compatibility, RegisteredSchema } from '@user-information/serde';
import { z } from 'zod';
import { noRegistry } from './http/judge-response.ts';
import type { Answer } from './http/outcome.ts';
import type { RegistryRequest } from './http/try-request.ts';
import { parseSchema, schemaText } from './parse-schema.ts';
import type { RegistryClient } from './registry-client.ts';

/** A schema of a subject, with its number there. */
export interface SubjectVersion extends RegisteredSchema {
  readonly version: number;
}

const anything = z.unknown();
const registered = z.object({ id: z.int().min(1) });
const subjectVersion = schemaText.extend({ id: z.int().min(1), version: z.int().min(1) });
const versionNumbers = z.array(z.int().min(1));
/** Those that this program does not know, such as FORWARD, are the registry's own business. */
const level = z.object({ compatibilityLevel: z.string() });

const unknownSubject = [40_401, 40_404];
const unknownVersion = 40_402;
const unknownSchema = 40_403;
const noLevelOfItsOwn = 40_408;
const invalidSchema = 42_201;
/** Which any registry knows or not, as it does every other. */
const largestId = 2 ** 31 - 1;
/** Two that set a level for the first time at once get in each other's way, in Apicurio. */
const setLevelTries = 5;

/**
 * The parts of Confluent's REST API that the port needs, each as a function.
 * https://docs.confluent.io/platform/current/schema-registry/develop/api.html
 */
export class RegistryApi {
  readonly #client: RegistryClient;

  constructor(client: RegistryClient) {
    this.#client = client;
  }

  /** Fails for what waiting can't mend, such as a wrong password; does not wait for anything else. */
  async check(): Promise<void> {
    const path = `/schemas/ids/${largestId}`;
    const answer = await this.#client.askOnce({ method: 'GET', path });
    if (answer === undefined || isRefusal(answer, unknownSchema)) return;
    this.#read(answer, schemaText);
  }

  async schemaById(id: number): Promise<AvroSchema> {
    const answer = await this.#client.ask({ method: 'GET', path: `/schemas/ids/${id}` });
    if (isRefusal(answer, unknownSchema)) throw new UnknownSchemaError(id);
    const found = this.#read(answer, schemaText);
    this.#client.knows(id);
    return parseSchema(found, `Schema id ${id}`);
  }

  /** The version of a subject that has this schema, to the letter. */
  async lookUp(subject: string, schema: AvroSchema): Promise<SubjectVersion | undefined> {
    const answer = await this.#post(`/subjects/${encodeURIComponent(subject)}`, schema);
    if (isRefusal(answer, ...unknownSubject, unknownSchema)) return undefined;
    this.#refuseInvalid(answer, subject);
    return this.#version(answer, subject);
  }

  /** The versions of a subject, the oldest first; of those in `known` only the numbers are asked for. */
  async versions(
    subject: string,
    known: readonly SubjectVersion[] = [],
  ): Promise<SubjectVersion[]> {
    const path = `/subjects/${encodeURIComponent(subject)}/versions`;
    const answer = await this.#client.ask({ method: 'GET', path });
    if (isRefusal(answer, ...unknownSubject)) return [];
    const numbers = this.#read(answer, versionNumbers).toSorted((a, b) => a - b);
    const versions: SubjectVersion[] = [];
    for (const number of numbers) {
      const version =
        known.find((each) => each.version === number) ??
        (await this.version(subject, String(number)));
      if (version !== undefined) versions.push(version);
    }
    return versions;
  }

  /** A version by its number or as `latest`; undefined where there is none. */
  async version(subject: string, version: string): Promise<SubjectVersion | undefined> {
    const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
    const answer = await this.#client.ask({ method: 'GET', path });
    if (isRefusal(answer, ...unknownSubject, unknownVersion)) return undefined;
    return this.#version(answer, subject);
  }

  /** Adds a version to a subject, unless it is there already. */
  async addVersion(subject: string, schema: AvroSchema): Promise<void> {
    const answer = await this.#post(`/subjects/${encodeURIComponent(subject)}/versions`, schema);
    if (!answer.ok && answer.status === 409) {
      throw new IncompatibleSchemaError(
        `The registry refuses the new schema of "${subject}" as incompatible: ${answer.message}.`,
      );
    }
    this.#refuseInvalid(answer, subject);
    this.#read(answer, registered);
  }

  /** Takes a version out of its subject. Its id stays known, for what was written with it. */
  async removeVersion(subject: string, version: number): Promise<void> {
    const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
    const answer = await this.#client.ask({ method: 'DELETE', path });
    if (!isRefusal(answer, ...unknownSubject, unknownVersion)) this.#read(answer, anything);
  }

  /** Which versions a new one must be able to read; undefined where nobody said for this subject. */
  async compatibility(subject: string): Promise<Compatibility | undefined> {
    const path = `/config/${encodeURIComponent(subject)}`;
    const answer = await this.#client.ask({ method: 'GET', path });
    if (isRefusal(answer, ...unknownSubject, noLevelOfItsOwn)) return undefined;
    return readsOf(this.#read(answer, level).compatibilityLevel);
  }

  /** False where the registry can't, since it has no version of the subject yet. */
  async setCompatibility(subject: string, compatibility: Compatibility): Promise<boolean> {
    const request: RegistryRequest = {
      method: 'PUT',
      path: `/config/${encodeURIComponent(subject)}`,
      body: { compatibility },
    };
    let answer = await this.#client.ask(request);
    for (let tries = 1; !answer.ok && answer.status === 409 && tries < setLevelTries; tries++) {
      answer = await this.#client.ask(request);
    }
    if (isRefusal(answer, ...unknownSubject)) return false;
    this.#read(answer, anything);
    return true;
  }

  /** The error for a schema that was added and is not there. */
  lost(subject: string): Error {
    return this.#client.failure({
      kind: 'fails',
      reason: `it has no version of "${subject}" that equals the one just added`,
      cure: 'See who removes versions there, or which of its rules rewrite schemas',
    });
  }

  #post(path: string, schema: AvroSchema): Promise<Answer> {
    const body = { schema: JSON.stringify(schema) };
    return this.#client.ask({ method: 'POST', path, body });
  }

  #version(answer: Answer, subject: string): SubjectVersion {
    const found = this.#read(answer, subjectVersion);
    const { id, version } = found;
    this.#client.knows(id);
    return { id, version, schema: parseSchema(found, `Version ${version} of "${subject}"`) };
  }

  #refuseInvalid(answer: Answer, subject: string): void {
    if (answer.ok || answer.errorCode !== invalidSchema) return;
    throw new InvalidSchemaError(`The new schema of "${subject}"`, answer.message);
  }

  #read<T>(answer: Answer, shape: z.ZodType<T>): T {
    if (!answer.ok) {
      const { status, errorCode, message } = answer;
      throw this.#client.failure({
        kind: 'fails',
        reason: `it refuses with ${status}, error ${errorCode}: ${message}`,
        cure: "See the registry's own log",
      });
    }
    const { data, error } = shape.safeParse(answer.body);
    if (error === undefined) return data;
    throw this.#client.failure(noRegistry('it answers with other JSON'));
  }
}

function isRefusal(answer: Answer, ...errorCodes: readonly number[]): boolean {
  return !answer.ok && errorCodes.includes(answer.errorCode);
}

/** FULL and FORWARD also ask what older schemas can read; that is the registry's own to check. */
function readsOf(compatibilityLevel: string): Compatibility {
  if (/^(BACKWARD|FULL)$/.test(compatibilityLevel)) return 'BACKWARD';
  return /^(BACKWARD|FULL)_TRANSITIVE$/.test(compatibilityLevel) ? 'BACKWARD_TRANSITIVE' : 'NONE';
}
