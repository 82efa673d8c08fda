import type { Assignment, CopyLag, TopicPartition } from '@user-information/event-log';
import kafkajs from 'kafkajs';
import { z } from 'zod';

const { MemberAssignment, MemberMetadata } = kafkajs.AssignerProtocol;

/** Of the consumer protocol's schemas: the first, which every tool reads. */
const protocolVersion = 0;

/**
 * What a member tells the leader beside its topics, in the user data of Kafka's consumer protocol.
 * Kafka's own tools see an ordinary consumer.
 */
export interface MemberInfo {
  readonly topics: readonly string[];
  readonly address: string | null;
  readonly sharing: 'shared' | 'exclusive';
  readonly standbyReplicas: number;
  /** Partition numbers that it worked on until now. */
  readonly owned: readonly number[];
  readonly copies: readonly CopyLag[] | null;
}

const count = z.number().int().nonnegative();
const userData = z.object({
  address: z.string().nullable(),
  sharing: z.enum(['shared', 'exclusive']),
  standbyReplicas: count,
  owned: z.array(count),
  copies: z.array(z.tuple([count, count])).nullable(),
});
const assignmentData = z.object({ standby: z.array(count) });

export function encodeMember({ topics, copies, ...rest }: MemberInfo): Buffer {
  const pairs = copies?.map(({ partition, recordsBehind }) => [partition, recordsBehind]) ?? null;
  return MemberMetadata.encode({
    version: protocolVersion,
    topics: [...topics],
    userData: Buffer.from(JSON.stringify({ ...rest, copies: pairs })),
  });
}

/**
 * Null for a member of another kind, some other consumer that uses the group's name, and for one whose
 * group is between two assignments: the coordinator tells others nothing of it then.
 */
export function decodeMember(metadata: Buffer): MemberInfo | null {
  const decoded = metadata.length === 0 ? null : MemberMetadata.decode(metadata);
  const data = parse(userData, decoded?.userData);
  if (decoded === null || data === null) return null;
  const copies =
    data.copies?.map(([partition, recordsBehind]) => ({ partition, recordsBehind })) ?? null;
  return { ...data, topics: decoded.topics, copies };
}

export function encodeAssignment({ active, standby }: Assignment): Buffer {
  const assignment: Record<string, number[]> = {};
  for (const { topic, partition } of active) (assignment[topic] ??= []).push(partition);
  return MemberAssignment.encode({
    version: protocolVersion,
    assignment,
    userData: Buffer.from(JSON.stringify({ standby })),
  });
}

/** Nothing is assigned to a member whose group is between two assignments. */
export function decodeAssignment(bytes: Buffer): Assignment {
  const decoded = bytes.length === 0 ? null : MemberAssignment.decode(bytes);
  const active: TopicPartition[] = Object.entries(decoded?.assignment ?? {}).flatMap(
    ([topic, partitions]) => partitions.map((partition) => ({ topic, partition })),
  );
  return { active, standby: parse(assignmentData, decoded?.userData)?.standby ?? [] };
}

function parse<T>(schema: z.ZodType<T>, bytes: Buffer | undefined): T | null {
  try {
    return schema.parse(JSON.parse(String(bytes)));
  } catch {
    return null;
  }
}
