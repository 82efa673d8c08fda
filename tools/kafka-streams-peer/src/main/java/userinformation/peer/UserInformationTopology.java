package userinformation.peer;

import java.util.Properties;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import userinformation.Follow;
import userinformation.Like;
import userinformation.Tweet;
import userinformation.User;
import userinformation.UserInformation;

/**
 * Every user with the number of their tweets, of whom they follow, of followers, and of likes: the
 * same view as apps/join-service/src/user-information.ts, of the same topics.
 */
final class UserInformationTopology {
  private final StreamsBuilder builder = new StreamsBuilder();
  private final int schemaId;

  private UserInformationTopology(int schemaId) {
    this.schemaId = schemaId;
  }

  /**
   * @param outputTopic where the view goes
   * @param schemaId what its values say that their schema is
   */
  static Topology build(String outputTopic, int schemaId, Properties config) {
    UserInformationTopology topology = new UserInformationTopology(schemaId);
    topology.join(outputTopic);
    return topology.builder.build(config);
  }

  private void join(String outputTopic) {
    KTable<String, User> users = table("users", User.class);
    KTable<String, Tweet> tweets = table("tweets", Tweet.class);
    KTable<String, Follow> follows = table("follows", Follow.class);
    KTable<String, Like> likes = table("likes", Like.class);

    users
        .leftJoin(count(tweets, "tweet-count", Tweet::getUserId), Counted::ofTweets)
        .leftJoin(count(follows, "following-count", Follow::getFollowerId), Counted::withFollowing)
        .leftJoin(count(follows, "follower-count", Follow::getFolloweeId), Counted::withFollowers)
        .leftJoin(count(likes, "like-count", Like::getUserId), Counted::withLikes)
        .mapValues(Counted::toUserInformation)
        .toStream()
        .to(outputTopic, Produced.with(Serdes.String(), values(UserInformation.class)));
  }

  private <V extends SpecificRecord> KTable<String, V> table(String topic, Class<V> type) {
    return builder.table(
        topic, Consumed.with(Serdes.String(), values(type)), Materialized.as(topic));
  }

  /** How many entries of the table each user has. */
  private <V> KTable<String, Long> count(
      KTable<String, V> table, String name, Function<V, String> userOf) {
    Materialized<String, Long, KeyValueStore<Bytes, byte[]>> store = Materialized.as(name);
    return table
        .groupBy(
            (id, value) -> KeyValue.pair(userOf.apply(value), id),
            Grouped.with(name, Serdes.String(), Serdes.String()))
        .count(store.withKeySerde(Serdes.String()).withValueSerde(Serdes.Long()));
  }

  private <V extends SpecificRecord> Serde<V> values(Class<V> type) {
    return new WireFormatSerde<>(type, schemaId);
  }
}
