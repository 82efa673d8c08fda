import { createHash } from 'node:crypto';
import { fieldPrefix, positionField } from './partition-keys.ts';

/** A Lua script that Redis runs as one command: all of it, and nothing in between. */
export interface Script {
  readonly source: string;
  /** By which Redis knows it once it has seen it. */
  readonly sha1: string;
}

/**
 * Both keys of a partition are written together, so they can only disagree if the server dropped one
 * of them to save memory. Then the partition counts as lost, and is filled again.
 */
const prelude = `
local function position()
  local at = redis.call('HGET', KEYS[1], '${positionField}')
  if at and redis.call('HLEN', KEYS[1]) == redis.call('ZCARD', KEYS[2]) + 1 then return at end
  return '0'
end
`;

/** KEYS: rows, order. Replies with the position and the number of rows. */
export const stateScript = script(`${prelude}
return {position(), redis.call('ZCARD', KEYS[2])}
`);

/**
 * KEYS: rows, order. ARGV: the least key as ZRANGEBYLEX takes it, and how many. Replies with the
 * position, and keys and rows in turn.
 */
export const pageScript = script(`${prelude}
local at = position()
if at == '0' then return {at, {}} end
local entries = {}
for _, key in ipairs(redis.call('ZRANGEBYLEX', KEYS[2], ARGV[1], '+', 'LIMIT', 0, ARGV[2])) do
  entries[#entries + 1] = key
  entries[#entries + 1] = redis.call('HGET', KEYS[1], '${fieldPrefix}' .. key)
end
return {at, entries}
`);

/**
 * KEYS: rows, order. ARGV: the batch's first offset and the one after it, the channel and the message
 * for those who watch, then offset, key and row of each write, the row being empty for a delete.
 * Replies with the position.
 *
 * A batch is applied only where its records follow what is there: what is older than the position is
 * left out, what would leave a gap is refused. So any number of writers make what the topic says.
 */
export const writeScript = script(`${prelude}
local at = tonumber(position())
local from, to = tonumber(ARGV[1]), tonumber(ARGV[2])
if from > at or to <= at then return string.format('%.0f', at) end
if at == 0 then redis.call('UNLINK', KEYS[1], KEYS[2]) end
local rows, scores, fields, keys = {}, {}, {}, {}
for i = 5, #ARGV, 3 do
  local key, row = ARGV[i + 1], ARGV[i + 2]
  if tonumber(ARGV[i]) < at then
    -- Another writer was faster.
  elseif row == '' then
    fields[#fields + 1] = '${fieldPrefix}' .. key
    keys[#keys + 1] = key
  else
    rows[#rows + 1] = '${fieldPrefix}' .. key
    rows[#rows + 1] = row
    scores[#scores + 1] = '0'
    scores[#scores + 1] = key
  end
end
if #fields > 0 then
  redis.call('HDEL', KEYS[1], unpack(fields))
  redis.call('ZREM', KEYS[2], unpack(keys))
end
if #rows > 0 then
  redis.call('ZADD', KEYS[2], unpack(scores))
end
redis.call('HSET', KEYS[1], '${positionField}', ARGV[2], unpack(rows))
redis.call('PUBLISH', ARGV[3], ARGV[4])
return ARGV[2]
`);

function script(source: string): Script {
  return { source, sha1: createHash('sha1').update(source).digest('hex') };
}
