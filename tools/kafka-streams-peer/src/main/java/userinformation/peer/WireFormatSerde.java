package userinformation.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import userinformation.User;

/**
 * Avro values in Confluent's wire format: a byte 0, four bytes of schema id, the body. The id is
 * skipped when reading, since all writers of a benchmark have the schema that this was built with.
 * Stream threads share it.
 */
final class WireFormatSerde<T extends SpecificRecord> implements Serde<T> {
  private static final int HEADER_BYTES = 5;

  static {
    // Avro instantiates no class that it was not told to trust.
    String generated = User.class.getPackageName();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.DEFAULT, type -> type.getPackageName().equals(generated)));
  }

  private final byte[] header;
  private final SpecificDatumReader<T> reader;
  private final SpecificDatumWriter<T> writer;

  /** @param schemaId what is written before each value */
  WireFormatSerde(Class<T> type, int schemaId) {
    Schema schema = SpecificData.get().getSchema(type);
    header = ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(schemaId).array();
    reader = new SpecificDatumReader<>(schema);
    writer = new SpecificDatumWriter<>(schema);
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : encode(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decode(bytes);
  }

  private byte[] encode(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.writeBytes(header);
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writer.write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new SerializationException(e);
    }
    return bytes.toByteArray();
  }

  private T decode(byte[] bytes) {
    int length = bytes.length - HEADER_BYTES;
    try {
      return reader.read(
          null, DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, length, null));
    } catch (IOException e) {
      throw new SerializationException(e);
    }
  }
}
