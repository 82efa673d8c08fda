import { EventLogError } from '@user-information/event-log';
import type { ApiVersions, KafkaRequest } from '../kafkajs/internals.ts';
import { apiKeys, requests } from '../kafkajs/internals.ts';

interface ApiVersionsAnswer {
  readonly apiVersions: readonly {
    readonly apiKey: number;
    readonly minVersion: number;
    readonly maxVersion: number;
  }[];
}

/** The version of each request that this adapter sends; brokers from Kafka 2.5 to 4.3 know them. */
const versionsUsed = {
  AddOffsetsToTxn: 1,
  AddPartitionsToTxn: 1,
  CreateTopics: 4,
  DeleteRecords: 1,
  DescribeConfigs: 2,
  EndTxn: 1,
  Fetch: 11,
  GroupCoordinator: 2,
  InitProducerId: 1,
  ListOffsets: 3,
  Metadata: 6,
  OffsetCommit: 5,
  OffsetFetch: 7,
  Produce: 7,
  TxnOffsetCommit: 1,
} as const;

export type UsedRequest = keyof typeof versionsUsed;

export function versionOf(name: UsedRequest): number {
  return versionsUsed[name];
}

/** Which versions of each request a broker knows, by the numbers of the requests. */
export function apiVersionsRequest(): KafkaRequest<ApiVersions> {
  const { request, response } = requests.ApiVersions.protocol({ version: 2 })();
  return {
    request,
    response: {
      decode: response.decode,
      parse: async ({ apiVersions }: ApiVersionsAnswer) =>
        Object.fromEntries(apiVersions.map((versions) => [versions.apiKey, versions])),
    },
  };
}

/** Refuses a broker that does not know what this adapter says. */
export function checkVersions(versions: ApiVersions, where: string): void {
  for (const [name, version] of Object.entries(versionsUsed)) {
    const { minVersion = 0, maxVersion = -1 } = versions[apiKeys[name as UsedRequest]] ?? {};
    if (version < minVersion || version > maxVersion) {
      throw new EventLogError(
        'INVALID_ARGUMENT',
        `The broker at ${where} knows versions ${minVersion} to ${maxVersion} of the request ${name}, ` +
          `and this client speaks ${version}: use Apache Kafka 2.5 to 4.3.`,
      );
    }
  }
}
