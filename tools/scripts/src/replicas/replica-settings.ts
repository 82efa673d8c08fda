import { wholeNumber } from '@user-information/service';

/** What `npm run replicas` can be told besides the services' own settings, which it hands on. */
export const replicaSettings = {
  REPLICAS: wholeNumber({ min: 1, max: 100 }).default(2).describe('How many there are'),
  REPLICAS_PORT: wholeNumber({ min: 1, max: 65_000 })
    .default(8090)
    .describe('The port of nginx; the replicas have those after it'),
};

export interface ReplicaSettings {
  readonly REPLICAS: number;
  readonly REPLICAS_PORT: number;
}
