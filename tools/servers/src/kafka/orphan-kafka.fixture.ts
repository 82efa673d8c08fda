/** Starts a broker, says its id and folder, and waits to be killed. */
import { findJavaMeans } from '../means/find-means.ts';
import { JavaKafka } from './java-kafka.ts';

const kafka = await JavaKafka.start((await findJavaMeans()).command);
console.log(JSON.stringify({ pid: kafka.pid, folder: kafka.folder }));
await kafka.ended;
