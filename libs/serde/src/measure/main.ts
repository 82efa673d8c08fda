// Prints what the Avro serdes do a second on this machine: node libs/serde/src/measure/main.ts
import { measureSerde } from './measure-serde.ts';

await measureSerde(50_000); // Lets the compiler see the code before it is measured.
process.stdout.write(`${JSON.stringify(await measureSerde(500_000), undefined, 2)}\n`);
