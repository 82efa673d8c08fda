// Prints what the log on Kafka does: node libs/event-log-kafka/src/benchmark/main.ts 127.0.0.1:9092
import { measureLog } from './measure-log.ts';
import type { Percentiles, Rate } from './measure-log.ts';

const MEASURED_MS = 3_000;
const [brokers = '127.0.0.1:9092'] = process.argv.slice(2);

const rate = ({ perSecond, cpuMicrosARecord }: Rate): string =>
  `${Math.round(perSecond).toLocaleString('en')} records/s, ${cpuMicrosARecord.toFixed(1)} µs of CPU each`;
const times = (percentiles: Percentiles): string =>
  ['p50', 'p95', 'p99']
    .map((name, index) => `${name} ${percentiles[index]?.toFixed(1)}`)
    .join(', ');

for (const compression of ['none', 'zstd'] as const) {
  const options = { brokers: brokers.split(','), clientId: 'benchmark', compression };
  const figures = await measureLog(options, MEASURED_MS);
  const lines = [
    ...[...figures.appended].map(([size, each]) => `append, ${size} at a time: ${rate(each)}`),
    `read: ${rate(figures.read)}`,
    `append of 1, ms: ${times(figures.appendMs)}`,
    `append of 1 to waiting reader, ms: ${times(figures.wakeMs)}`,
    ...[...figures.commitMs].map(([size, each]) => `transaction of ${size}, ms: ${times(each)}`),
  ];
  process.stdout.write(lines.map((line) => `compression ${compression}; ${line}\n`).join(''));
}
