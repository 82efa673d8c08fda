import type { TestServers } from '@user-information/servers';

type Missing = TestServers['missing'];

const nothing: Missing = { kafka: undefined, 'own-kafka': undefined };

/** What the tests in a file need, as its name says: `x.kafka.test.ts`, `x.own-kafka.test.ts`. */
export function kafkaNeed(file: string): keyof Missing | undefined {
  if (file.endsWith('.kafka.test.ts')) return 'kafka';
  return file.endsWith('.own-kafka.test.ts') ? 'own-kafka' : undefined;
}

/** The files whose tests cannot run for want of what is `missing`. */
export function leftOutFiles(files: readonly string[], missing = nothing): string[] {
  return files.filter((file) => {
    const need = kafkaNeed(file);
    return need !== undefined && missing[need] !== undefined;
  });
}

/** The lines that say which files were left out, why, and how to have them run; none for no file. */
export function leftOutBlock(files: readonly string[], missing = nothing): readonly string[] {
  if (files.length === 0) return [];
  const reasons = new Set(Object.values(missing).filter((reason) => reason !== undefined));
  return [
    'Left out, as there is no Kafka for them:',
    ...files.map((file) => `  ${file}`),
    ...[...reasons].map((reason) => `Why: ${reason}`),
    'To run them: install Java and Maven, or start Docker. For those named x.kafka.test.ts',
    'a Kafka of yours will do as well: set KAFKA_BROKERS and SCHEMA_REGISTRY_URL.',
    '',
  ];
}
