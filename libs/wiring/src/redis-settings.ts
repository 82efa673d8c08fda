import { z } from 'zod';

/** Where Redis is, for services that keep a view there or read one. */
export const redisSettings = {
  REDIS_URL: z.string().refine(isRedisUrl).default('redis://127.0.0.1:6379').meta({
    title: 'redis://user:password@host:port/database, or rediss: for TLS',
    description: 'The Redis that has the view, where one is used',
  }),
};

/** The values of `redisSettings`. */
export type RedisConfig = z.infer<z.ZodObject<typeof redisSettings>>;

function isRedisUrl(text: string): boolean {
  const { pathname, protocol } = URL.parse(text) ?? {};
  const isOfRedis = protocol === 'redis:' || protocol === 'rediss:';
  return isOfRedis && /^(\/\d{0,4})?$/.test(pathname ?? '');
}
