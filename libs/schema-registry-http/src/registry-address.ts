import { SerdeError } from '@user-information/serde';
import type { HttpSchemaRegistrySettings } from './options.ts';

/** Where the registry is and how to be let in, with nothing secret in what may be shown. */
export interface RegistryAddress {
  /** Without a slash at the end, and without credentials. */
  readonly url: string;
  readonly username?: string;
  /** The value of the Authorization header. */
  readonly authorization?: string;
  /** A text of the server's, without the secrets that it may have been told and says back. */
  redact(text: string): string;
}

type Parts = Pick<HttpSchemaRegistrySettings, 'url' | 'username' | 'password'>;

/** Throws a `SerdeError` that says what to change, and never shows a secret. */
export function registryAddress({ url, username, password }: Parts): RegistryAddress {
  const plain = { url: checkedUrl(url), redact: (text: string) => text };
  if (username === undefined && password === undefined) return plain;
  if (username === undefined || password === undefined) {
    throw settingError(
      'SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD belong together: set both or none.',
    );
  }
  if (username.includes(':')) {
    throw settingError(
      'SCHEMA_REGISTRY_USERNAME has a colon, which basic authentication does not allow: ' +
        'set it to the name alone, and SCHEMA_REGISTRY_PASSWORD to the password.',
    );
  }
  const token = Buffer.from(`${username}:${password}`).toString('base64');
  const secrets = [token, password, encodeURIComponent(password)];
  return {
    ...plain,
    username,
    authorization: `Basic ${token}`,
    redact: (text) => secrets.reduce((left, secret) => left.replaceAll(secret, '***'), text),
  };
}

function checkedUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    // What cannot be read may hold a password anywhere.
    const shown = text.includes('@') ? 'what was given, which is not shown' : JSON.stringify(text);
    throw settingError(
      `SCHEMA_REGISTRY_URL must be like http://127.0.0.1:8181/apis/ccompat/v7, and not ${shown}.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw settingError(
      `SCHEMA_REGISTRY_URL has credentials in it, for ${url.host}: ` +
        'move them to SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD, which are never shown.',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw settingError(
      `SCHEMA_REGISTRY_URL must end with the path, at ${url.origin}${url.pathname}, without "?" or "#".`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function settingError(message: string): SerdeError {
  return new SerdeError('REGISTRY', message);
}
