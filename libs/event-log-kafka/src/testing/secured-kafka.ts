import type { Kafka } from '@user-information/servers';
import { startKafka } from '@user-information/servers';
import kafkajs from 'kafkajs';
import { cert, key } from './certificate.ts';

export const USER = 'ann';
export const PASSWORD = "ann's secret";

const login = 'org.apache.kafka.common.security';
const plain = `${login}.plain.PlainLoginModule required user_${USER}="${PASSWORD}";`;
const scram = `${login}.scram.ScramLoginModule required;`;

/**
 * A broker with listeners TLS, SASL and SASL_TLS besides the one for everybody, which may do all. The
 * user has no rights at first.
 */
export function startSecuredKafka(): Promise<Kafka> {
  const mechanisms = ['sasl', 'sasl_tls'].flatMap((listener) => [
    [`listener.name.${listener}.plain.sasl.jaas.config`, plain],
    [`listener.name.${listener}.scram-sha-256.sasl.jaas.config`, scram],
    [`listener.name.${listener}.scram-sha-512.sasl.jaas.config`, scram],
  ]);
  return startKafka({
    listeners: { TLS: 'SSL', SASL: 'SASL_PLAINTEXT', SASL_TLS: 'SASL_SSL' },
    scramUsers: { [USER]: PASSWORD },
    properties: {
      'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
      ...(Object.fromEntries(mechanisms) as Record<string, string>),
      'ssl.keystore.type': 'PEM',
      'ssl.keystore.certificate.chain': cert,
      'ssl.keystore.key': key,
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users': 'User:ANONYMOUS',
    },
  });
}

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

export type Right = readonly [
  resource: 'TOPIC' | 'GROUP' | 'TRANSACTIONAL_ID',
  name: string,
  ...operations: ('READ' | 'WRITE' | 'DESCRIBE' | 'DESCRIBE_CONFIGS' | 'CREATE')[],
];

/** Gives the user rights to all that begins with a name. */
export async function grant(brokers: string, rights: readonly Right[]): Promise<void> {
  const client = new kafkajs.Kafka({ brokers: [brokers], logLevel: kafkajs.logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  await admin.createAcls({
    acl: rights.flatMap(([resource, resourceName, ...operations]) =>
      operations.map((operation) => ({
        resourceType: AclResourceTypes[resource],
        resourceName,
        resourcePatternType: ResourcePatternTypes.PREFIXED,
        principal: `User:${USER}`,
        host: '*',
        operation: AclOperationTypes[operation],
        permissionType: AclPermissionTypes.ALLOW,
      })),
    ),
  });
  await admin.disconnect();
}
