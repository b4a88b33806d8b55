package io.runtimeservice.app.doctor;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Failure;
import java.util.regex.Pattern;

/** What to do about a failure, in the words of whoever sets the service up. */
final class Remedy {

  private static final String ROLE =
      "let the role do what ServiceRole in gateway/template.yaml may do";
  private static final String CREDENTIALS =
      "renew AWS' credentials: the pod's identity, or AWS_PROFILE and its file";

  private static final String KEY_RIGHT =
      "let the role use the key that it is encrypted with: kms:Decrypt, and kms:GenerateDataKey to"
          + " write";
  private static final String KEY =
      "the key that it is encrypted with has to be enabled, and to be there";

  static final String READ_ONLY_TOKEN =
      "make a token that may write (fly tokens create org -o <slug>), and write it into"
          + " FLY_API_TOKEN_FILE: one of fly tokens create readonly will not do";

  /** AWS' codes for it, or the action that its sentence names. */
  private static final Pattern KMS = Pattern.compile("^KMS\\.|^Kms|\\bkms:[A-Z]");

  private Remedy() {}

  static String of(Dependency by, Failure failure) {
    return switch (failure) {
      case Failure.Forbidden _ when isAboutKey(failure) -> KEY_RIGHT;
      case Failure.Rejected _ when isAboutKey(failure) -> KEY;
      case Failure.Absent _ -> absent(by);
      case Failure.Unauthenticated _ -> unauthenticated(by);
      case Failure.Forbidden _ -> forbidden(by);
      case Failure.Rejected _ -> rejected(by);
      case Failure.SecretMissing _ ->
          "make the directory that RUNTIME_SECRET_SOURCE names, or mount it";
      case Failure.SecretDenied _ -> "let the service's user read the directory and list it";
      case Failure.Throttled _ -> "wait, and look again; if it stays, ask for a higher limit";
      case Failure _ -> unreached(by);
    };
  }

  private static boolean isAboutKey(Failure failure) {
    return failure.evidence().by() != Dependency.FLY
        && KMS.matcher(failure.evidence().text()).find();
  }

  private static String absent(Dependency by) {
    return switch (by) {
      case TABLE ->
          "set RUNTIME_TABLE and AWS_REGION to those of a table that is there;"
              + " gateway/template.yaml makes one";
      case QUEUE ->
          "set RUNTIME_QUEUE_URL to a queue that is there, of AWS_REGION;"
              + " gateway/template.yaml makes it and its dead-letter queue";
      case FLY -> "set FLY_ORG to the slug of an organisation that the token is for";
      case SECRETS, SERVICE -> unreached(by);
    };
  }

  private static String unauthenticated(Dependency by) {
    return switch (by) {
      case FLY ->
          "make a token (fly tokens create org) and write it into FLY_API_TOKEN_FILE; a running"
              + " service reads it again by itself";
      case SERVICE ->
          "let FLY_API_TOKEN_FILE name a file with the token that the service's user may read";
      case TABLE, QUEUE, SECRETS -> CREDENTIALS;
    };
  }

  private static String forbidden(Dependency by) {
    return switch (by) {
      case FLY ->
          "make a token for the whole organisation FLY_ORG (fly tokens create org -o <slug>): one"
              + " for a single app, or for another organisation, will not do";
      case TABLE, QUEUE, SECRETS, SERVICE -> ROLE;
    };
  }

  private static String rejected(Dependency by) {
    return switch (by) {
      case TABLE -> "look whether the table's keys are pk and sk, both of type S";
      case QUEUE -> "look at RUNTIME_QUEUE_URL: it has to be the queue's whole URL";
      case FLY -> "look at FLY_ORG and FLY_FLAPS_BASE_URL";
      case SECRETS, SERVICE -> unreached(by);
    };
  }

  private static String unreached(Dependency by) {
    return switch (by) {
      case FLY -> "let the service out to FLY_FLAPS_BASE_URL, port 443; or wait, if Fly is down";
      case TABLE -> out("AWS_ENDPOINT_URL_DYNAMODB");
      case QUEUE -> out("AWS_ENDPOINT_URL_SQS");
      case SECRETS -> out("AWS_ENDPOINT_URL_SECRETS_MANAGER");
      case SERVICE -> "let FLY_API_TOKEN_FILE name a file that can be read at once";
    };
  }

  private static String out(String variable) {
    return "let the service out to AWS, port 443, and look at AWS_REGION and "
        + variable
        + " if it is set";
  }
}
