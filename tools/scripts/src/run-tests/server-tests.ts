import type { TestPrograms, TestServers } from '@user-information/servers';

export type ServerNeed = keyof TestServers['missing'] | keyof TestPrograms['missing'];
/** Why there is none, for those that there are not. */
export type Missing = Readonly<Partial<Record<ServerNeed, string | undefined>>>;

const needs: readonly ServerNeed[] = [
  'kafka',
  'own-kafka',
  'redis',
  'nginx',
  'prometheus',
  'alertmanager',
  'chromium',
];

/** What the tests in a file need, as its name says: `x.kafka.test.ts`, `x.own-kafka.test.ts` … */
export function serverNeed(file: string): ServerNeed | undefined {
  return needs.find((need) => file.endsWith(`.${need}.test.ts`));
}

/** Whether it is a broker that they need, theirs or that of all. */
export function needsKafka(file: string): boolean {
  return serverNeed(file)?.endsWith('kafka') === true;
}

/** The files whose tests cannot run for want of what is `missing`. */
export function leftOutFiles(files: readonly string[], missing: Missing = {}): string[] {
  return files.filter((file) => {
    const need = serverNeed(file);
    return need !== undefined && missing[need] !== undefined;
  });
}

/** The lines that say which files were left out, why, and how to have them run; none for no file. */
export function leftOutBlock(files: readonly string[], missing: Missing = {}): readonly string[] {
  if (files.length === 0) return [];
  const reasons = new Set(files.flatMap((file) => missing[serverNeed(file) ?? 'kafka'] ?? []));
  return [
    'Left out, as their servers are not there:',
    ...files.map((file) => `  ${file}`),
    ...[...reasons].map((reason) => `Why: ${reason}`),
    ...(files.some(needsKafka) ? kafkaCure : []),
    '',
  ];
}

const kafkaCure = [
  'For Kafka, install Java and Maven, or start Docker. For tests named x.kafka.test.ts',
  'a Kafka of yours will do as well: set KAFKA_BROKERS and SCHEMA_REGISTRY_URL.',
];
