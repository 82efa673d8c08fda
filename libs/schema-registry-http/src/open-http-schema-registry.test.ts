import { describe, expect, it } from '@jest/globals';
import { testRegistry } from './testing/test-registry.ts';

async function refusal(options: object): Promise<string> {
  const url = 'http://127.0.0.1:8181/apis/ccompat/v7';
  const error: unknown = await testRegistry({ url, ...options }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'REGISTRY' });
  return (error as Error).message;
}

describe('openHttpSchemaRegistry', () => {
  it.each<[object, RegExp]>([
    [{ url: '' }, /SCHEMA_REGISTRY_URL must be like http:.* and not ""/],
    [{ url: 'registry:8181' }, /and not "registry:8181"/],
    [{ url: 'ftp://registry' }, /and not "ftp:\/\/registry"/],
    [{ url: 'http://r:1/?x=1' }, /SCHEMA_REGISTRY_URL must end with the path, at http:\/\/r:1\/,/],
    [{ username: 'ann' }, /belong together: set both or none/],
    [{ password: 'hush' }, /belong together: set both or none/],
    [{ username: 'ann:hush', password: 'hush' }, /SCHEMA_REGISTRY_USERNAME has a colon/],
    [{ requestTimeoutMs: 0 }, /options of the schema registry are wrong: requestTimeoutMs: /],
    [{ timeout: 1 }, /Unrecognized key: "timeout"/],
  ])('refuses %j', async (options, words) => {
    const message = await refusal(options);
    expect(message).toMatch(words);
    expect(message).not.toContain('hush');
  });

  it.each(['http://ann:hush@r:8081', 'https://ann:hush@r', 'ann:hush@r:8081', 'http//ann:hush@r'])(
    'refuses credentials in the URL, and does not show them: %s',
    async (url) => {
      const message = await refusal({ url });
      expect(message).toContain('SCHEMA_REGISTRY_URL');
      expect(message).not.toContain('hush');
    },
  );
});
