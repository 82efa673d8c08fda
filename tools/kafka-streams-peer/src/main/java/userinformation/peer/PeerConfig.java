package userinformation.peer;

import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The command line: `name=value` each, all of Kafka Streams' own settings, and two of this program:
 * `output.topic` and `output.schema.id`.
 */
final class PeerConfig {
  private static final String OUTPUT_TOPIC = "output.topic";
  private static final String OUTPUT_SCHEMA_ID = "output.schema.id";

  private final Properties properties = new Properties();

  PeerConfig(String[] args) {
    // Each update is published, as join-service does it: no record waits in a cache for the next.
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
    // The source topics are compacted, so they serve as changelogs of their tables themselves.
    properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("\"" + arg + "\" is not of the form name=value.");
      }
      properties.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
  }

  String outputTopic() {
    return required(OUTPUT_TOPIC);
  }

  int outputSchemaId() {
    return Integer.parseInt(required(OUTPUT_SCHEMA_ID));
  }

  /** Those for Kafka Streams. */
  Properties streams() {
    Properties streams = new Properties();
    streams.putAll(properties);
    streams.remove(OUTPUT_TOPIC);
    streams.remove(OUTPUT_SCHEMA_ID);
    return streams;
  }

  private String required(String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing; give it as " + name + "=value.");
    }
    return value;
  }
}
