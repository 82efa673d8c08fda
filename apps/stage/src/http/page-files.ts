import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, stop } from 'esbuild';
import type { FastifyInstance, FastifyReply } from 'fastify';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
};

/** Nothing is loaded from elsewhere, and nobody else shows the page in a frame. */
const policy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/**
 * `GET /` and all that the page loads, from memory: its sources, bundled when the server starts.
 * `token` is put into the page.
 */
export async function addPageFiles(
  app: FastifyInstance,
  folder: string,
  token: string,
): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: { stage: join(folder, 'main.ts') },
    outdir: '/',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    loader: { '.woff2': 'file' },
  });
  await stop(); // Else its process would stay.
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const secure = (reply: FastifyReply) =>
    reply
      .header('content-security-policy', policy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store');

  app.get('/', (_request, reply) =>
    secure(reply).type('text/html; charset=utf-8').send(page.replace('{{token}}', token)),
  );
  for (const { path, contents } of outputFiles) {
    const name = basename(path);
    const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    app.get(`/${name}`, (_request, reply) => secure(reply).type(type).send(Buffer.from(contents)));
  }
}
