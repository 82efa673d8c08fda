import type { KafkaRequest } from '../kafkajs/internals.ts';
import { checkCode } from './kafka-error.ts';
import { kafkajsRequest } from './kafkajs-request.ts';

const TOPIC = 2;

interface Decoded {
  readonly resources: readonly {
    readonly errorCode: number;
    readonly configEntries: readonly {
      readonly configName: string;
      readonly configValue: string | null;
    }[];
  }[];
}

/** Settings of a topic, as they are in force. */
export function describeConfigsRequest(
  topic: string,
  names: readonly string[],
): KafkaRequest<ReadonlyMap<string, string>> {
  const resources = [{ type: TOPIC, name: topic, configNames: names }];
  return kafkajsRequest('DescribeConfigs', { resources }, (decoded: Decoded) => {
    const [resource] = decoded.resources;
    checkCode(resource?.errorCode ?? -1, `for the settings of topic "${topic}"`);
    const entries = resource?.configEntries ?? [];
    return new Map(entries.map(({ configName, configValue }) => [configName, configValue ?? '']));
  });
}
