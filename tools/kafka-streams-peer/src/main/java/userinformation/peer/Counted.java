package userinformation.peer;

import userinformation.User;
import userinformation.UserInformation;

/** A user and what is counted of them so far, between one join and the next. */
record Counted(User user, long tweets, long following, long followers, long likes) {
  /** Of the first join. A count is null for a user of whom nothing was ever counted. */
  static Counted ofTweets(User user, Long tweets) {
    return new Counted(user, orZero(tweets), 0, 0, 0);
  }

  Counted withFollowing(Long count) {
    return new Counted(user, tweets, orZero(count), followers, likes);
  }

  Counted withFollowers(Long count) {
    return new Counted(user, tweets, following, orZero(count), likes);
  }

  Counted withLikes(Long count) {
    return new Counted(user, tweets, following, followers, orZero(count));
  }

  UserInformation toUserInformation() {
    return new UserInformation(
        user.getUserId(),
        user.getUsername(),
        user.getName(),
        user.getDescription(),
        user.getLocation(),
        user.getWebPageUrl(),
        user.getJoinedDate(),
        user.getProfileImageUrl(),
        user.getBackgroundImageUrl(),
        tweets,
        following,
        followers,
        likes);
  }

  private static long orZero(Long count) {
    return count == null ? 0 : count;
  }
}
