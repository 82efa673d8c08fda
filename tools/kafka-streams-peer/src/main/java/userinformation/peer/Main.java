package userinformation.peer;

import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Runs the join until it is told to stop by SIGTERM. Each change of its state is a line of JSON on
 * standard output; RUNNING is said once all tasks are restored.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PeerConfig config = new PeerConfig(args);
    Topology topology =
        UserInformationTopology.build(
            config.outputTopic(), config.outputSchemaId(), config.streams());
    KafkaStreams streams = new KafkaStreams(topology, config.streams());
    RestoreTimer restored = new RestoreTimer();
    streams.setGlobalStateRestoreListener(restored);
    streams.setStateListener(
        (state, before) -> {
          System.out.printf(
              "{\"state\":\"%s\",\"restoredRecords\":%d,\"restoreMs\":%d}%n",
              state, restored.records(), restored.millis());
          if (state == KafkaStreams.State.ERROR) {
            Runtime.getRuntime().halt(1);
          }
        });
    streams.setUncaughtExceptionHandler(
        error -> {
          error.printStackTrace();
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    // It says goodbye, so that nobody waits for its session to time out, as join-service does.
    CloseOptions leaving =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(leaving)));
    streams.start();
  }
}
