import type { Readable } from 'node:stream';
import { TweetStream } from 'twitter-api-v2';

type RequestData = ConstructorParameters<typeof TweetStream>[0];

/**
 * The library's stream connection, with its request, authentication and errors, but without its
 * parser. That one decodes each chunk by itself, which breaks a character whose bytes come in two
 * chunks; splits at "\r\n" only, so that messages which come with "\n" run into one; does not say
 * which line it could not parse; and buffers without limit for a slow reader. Reading the response
 * as it is leaves the pace to the reader.
 */
export class UnparsedStream extends TweetStream {
  /** @param stream as `getStream` makes it with `autoConnect: false` */
  static from(stream: TweetStream): UnparsedStream {
    // Protected: meant for subclasses, which cannot reach it in an instance of another class.
    return new UnparsedStream(Reflect.get(stream, 'requestData') as RequestData);
  }

  /** Connects, and gives the response's body. Rejects with the library's ApiError. */
  async open(): Promise<Readable> {
    await this.reconnect();
    return this.res as Readable;
  }

  /** Where the library would begin to parse. */
  protected override initEventsFromRequest(): void {
    // Nothing: whoever opened the stream reads it.
  }
}
