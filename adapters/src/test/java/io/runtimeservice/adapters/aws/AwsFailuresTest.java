package io.runtimeservice.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Failure;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsFailuresTest {

  private static final Failure NO_ANSWER = of(AwsService.DYNAMODB, false, "InternalFailure", 500);

  private static AwsServiceException answer(String code, int status) {
    return AwsServiceException.builder()
        .statusCode(status)
        .requestId("REQ-1")
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode(code).errorMessage("its words").build())
        .build();
  }

  private static Failure of(AwsService service, boolean isWrite, String code, int status) {
    return AwsFailures.of(service, isWrite, new CompletionException(answer(code, status)));
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException, 400, Absent",
    "QueueDoesNotExist, 400, Absent",
    "AWS.SimpleQueueService.NonExistentQueue, 400, Absent",
    "UnrecognizedClientException, 400, Unauthenticated",
    "ExpiredTokenException, 400, Unauthenticated",
    "InvalidSignatureException, 400, Unauthenticated",
    "InvalidClientTokenId, 403, Unauthenticated",
    "AccessDeniedException, 400, Forbidden",
    "SomethingNew, 403, Forbidden",
    "KmsAccessDenied, 400, Forbidden",
    "ThrottlingException, 400, Throttled",
    "ProvisionedThroughputExceededException, 400, Throttled",
    "RequestLimitExceeded, 400, Throttled",
    "RequestThrottled, 403, Throttled",
    "OverLimit, 403, Throttled",
    "SomethingNew, 429, Throttled",
    "TransactionConflictException, 400, NotSettled",
    "ValidationException, 400, Rejected",
    "SomethingNew, 418, Rejected"
  })
  void an_answer_means_the_same_for_a_read_and_a_write(String code, int status, String failure) {
    for (boolean isWrite : new boolean[] {false, true}) {
      assertThat(of(AwsService.DYNAMODB, isWrite, code, status).getClass().getSimpleName())
          .isEqualTo(failure);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"InternalServerError", "ServiceUnavailable", "SomethingNew"})
  void a_fault_of_theirs_leaves_a_write_in_the_dark(String code) {
    assertThat(of(AwsService.SQS, false, code, 503)).isInstanceOf(Failure.Unavailable.class);
    assertThat(of(AwsService.SQS, true, code, 503)).isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  void what_got_no_answer_says_which_kind_of_exception_it_was_and_no_more() {
    var refused = SdkClientException.create("while sending canary", new ConnectException("canary"));
    var failure = AwsFailures.of(AwsService.SQS, false, refused);
    assertThat(failure).isInstanceOf(Failure.Unavailable.class);
    assertThat(failure.evidence().text()).isEqualTo("no answer: ConnectException");
    assertThat(AwsFailures.of(AwsService.SQS, true, ApiCallTimeoutException.create(5000)))
        .isInstanceOf(Failure.OutcomeUnknown.class)
        .extracting(it -> it.evidence().text())
        .isEqualTo("no answer: ApiCallTimeoutException");
  }

  @Test
  void a_chain_without_credentials_means_that_we_are_nobody() {
    var chain =
        AwsCredentialsProviderChain.of(() -> {
          throw SdkClientException.create("nothing here");
        });
    var thrown = catchThrowable(chain::resolveCredentials);
    assertThat(AwsFailures.of(AwsService.DYNAMODB, true, thrown))
        .isInstanceOf(Failure.Unauthenticated.class)
        .extracting(it -> it.evidence().text())
        .isEqualTo("not asked: there are no credentials");
  }

  @Test
  void evidence_names_who_said_what_and_the_request() {
    var evidence = of(AwsService.DYNAMODB, false, "ValidationException", 400).evidence();
    assertThat(evidence.by()).isEqualTo(Dependency.TABLE);
    assertThat(evidence.text()).isEqualTo("ValidationException: its words");
    assertThat(evidence.requestId()).contains("REQ-1");
    assertThat(NO_ANSWER.evidence().requestId()).contains("REQ-1");
  }

  @Test
  void the_secret_stores_own_words_are_left_out() {
    assertThat(
            of(AwsService.SECRETS_MANAGER, false, "AccessDeniedException", 400).evidence().text())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void an_answer_without_a_word_is_told_by_its_status() {
    var wordless = AwsServiceException.builder().statusCode(404).build();
    assertThat(AwsFailures.of(AwsService.SQS, false, wordless))
        .isInstanceOf(Failure.Rejected.class)
        .extracting(it -> it.evidence().text())
        .isEqualTo("HTTP 404");
  }

  @Test
  void a_fault_of_our_own_is_called_that() {
    assertThat(AwsFailures.of(AwsService.SQS, true, new IllegalStateException("canary")))
        .isInstanceOf(Failure.Internal.class)
        .extracting(it -> it.evidence().text())
        .isEqualTo("java.lang.IllegalStateException");
  }
}
