import { wholeNumber } from '@user-information/service';
import { z } from 'zod';

/** What instances of one service that share its work can be told; a service spreads it into its own settings. */
export const groupSettings = {
  STANDBY_REPLICAS: wholeNumber({ min: 0, max: 10 })
    .default(0)
    .describe('On Kafka, how many other instances keep a warm copy of the state of each task'),
  ADVERTISED_ADDRESS: z
    .string()
    .regex(/^[^\s:]+:\d+$/)
    .optional()
    .meta({
      title: 'host:port',
      description: 'Where other instances reach this one, if that is not HOST:PORT',
    }),
};
