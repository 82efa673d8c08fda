import { wholeNumber } from '@user-information/service';

/** What `npm run partitions` can be told besides the services' own settings, which it hands on. */
export const partitionSettings = {
  INSTANCES: wholeNumber({ min: 1, max: 100 }).default(3).describe('How many share the partitions'),
  ROUTER_PORT: wholeNumber({ min: 1, max: 65_000 })
    .default(8100)
    .describe('The port of the router; the instances have those after it'),
};

export interface PartitionSettings {
  readonly INSTANCES: number;
  readonly ROUTER_PORT: number;
}
