import type { Config } from './config.ts';

/** The services that the page shows, in the order in which data flows. */
export const serviceNames = [
  'user-service',
  'tweet-service',
  'follow-service',
  'like-service',
  'join-service',
  'user-info-http',
  'auditor',
] as const;
export type ServiceName = (typeof serviceNames)[number];

export type ServiceUrls = Readonly<Record<ServiceName, string>>;

export function serviceUrls(config: Config): ServiceUrls {
  return {
    'user-service': config.USER_SERVICE_URL,
    'tweet-service': config.TWEET_SERVICE_URL,
    'follow-service': config.FOLLOW_SERVICE_URL,
    'like-service': config.LIKE_SERVICE_URL,
    'join-service': config.JOIN_SERVICE_URL,
    'user-info-http': config.VIEW_URL,
    auditor: config.AUDITOR_URL,
  };
}
