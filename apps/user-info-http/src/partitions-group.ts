/** The group whose members share the partitions of a view; routers ask it who has what. */
export function partitionsGroup(topic: string): string {
  return `user-info-http-${topic}`;
}
