/** Starts a registry, says its id and folder, and waits to be killed. */
import { findJavaMeans } from '../means/find-means.ts';
import { JavaRegistry } from './java-registry.ts';

const registry = await JavaRegistry.start((await findJavaMeans()).command);
console.log(JSON.stringify({ pid: registry.pid, folder: registry.folder }));
await registry.ended;
