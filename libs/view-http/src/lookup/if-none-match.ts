/**
 * True when `If-None-Match` has this entity tag, so that the client has the text already. The
 * comparison is the weak one, as RFC 9110 section 13.1.2 wants it: a proxy may have weakened the tag.
 */
export function hasTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header === etag || header.trim() === '*') return true;
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
