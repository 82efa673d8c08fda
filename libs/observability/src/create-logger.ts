import { pino } from 'pino';
import type { DestinationStream, Level, Logger } from 'pino';
import pretty from 'pino-pretty';
import { prettyLine } from './pretty-line.ts';

export type LogFormat = 'auto' | 'json' | 'pretty';
export type LogLevel = Level | 'silent';

export interface LoggerOptions {
  /** The service's name, in each JSON line. */
  readonly name: string;
  readonly level: LogLevel;
  /** `auto` is pretty on a terminal and JSON elsewhere. */
  readonly format: LogFormat;
  /** Where lines go; standard output when left out. */
  readonly stream?: DestinationStream & NodeJS.WritableStream;
}

/** A logger whose lines are written at once, so that the last words of a process are not lost. */
export function createLogger(options: LoggerOptions): Logger {
  const isPretty =
    options.format === 'pretty' || (options.format === 'auto' && process.stdout.isTTY);
  return pino(
    {
      name: options.name,
      level: options.level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    isPretty ? prettyStream(options.stream) : (options.stream ?? pino.destination({ sync: true })),
  );
}

function prettyStream(destination?: NodeJS.WritableStream): DestinationStream {
  return pretty({
    sync: true,
    destination: destination ?? 1,
    ignore: 'time,level,name,pid,hostname',
    hideObject: true,
    messageFormat: (log) => prettyLine(log),
  });
}
