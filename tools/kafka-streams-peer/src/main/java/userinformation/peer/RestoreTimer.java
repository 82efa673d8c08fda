package userinformation.peer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How many records were restored, from the first store's start to the last one's end. */
final class RestoreTimer implements StateRestoreListener {
  private long records;
  private long startNanos;
  private long endNanos;
  private boolean started;

  @Override
  public synchronized void onRestoreStart(
      TopicPartition partition, String store, long startingOffset, long endingOffset) {
    if (!started) {
      startNanos = System.nanoTime();
      started = true;
    }
  }

  @Override
  public synchronized void onBatchRestored(
      TopicPartition partition, String store, long batchEndOffset, long numRestored) {
    records += numRestored;
  }

  @Override
  public synchronized void onRestoreEnd(
      TopicPartition partition, String store, long totalRestored) {
    endNanos = System.nanoTime();
  }

  synchronized long records() {
    return records;
  }

  synchronized long millis() {
    return Math.max(0, endNanos - startNanos) / 1_000_000;
  }
}
