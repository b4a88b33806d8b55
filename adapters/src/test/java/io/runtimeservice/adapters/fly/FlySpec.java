package io.runtimeservice.adapters.fly;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.runtimeservice.simulator.http.Exchange;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Fly's official OpenAPI file of 2026-05-07, and whether what goes over the wire is valid under it:
 * no field that the file does not know, none of another type, no status that it does not name.
 */
final class FlySpec {

  private static final FlySpec OFFICIAL = new FlySpec();

  private final OpenApiInteractionValidator validator;

  private FlySpec() {
    var file = new JsonObject(text());
    FlySpecErrors.ALL.forEach(it -> it.mend().accept(file));
    validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(file.encode())
            .withStrictOperationPathMatching()
            .withLevelResolver(
                LevelResolver.create()
                    .withLevel(
                        "validation.request.parameter.query.unexpected",
                        ValidationReport.Level.ERROR)
                    .build())
            .build();
  }

  static FlySpec official() {
    return OFFICIAL;
  }

  private static String text() {
    try (var stream =
        Objects.requireNonNull(FlySpec.class.getResourceAsStream("/fly-machines-openapi.json"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What of an exchange is not as the file says; nothing if all is. */
  List<String> violations(Exchange exchange) {
    return validator.validate(request(exchange), response(exchange)).getMessages().stream()
        .map(it -> "%s %s: %s".formatted(exchange.method(), exchange.uri(), it))
        .toList();
  }

  private static SimpleRequest request(Exchange exchange) {
    var uri = URI.create(exchange.uri());
    var request = new SimpleRequest.Builder(exchange.method(), uri.getRawPath());
    exchange.sent().ifPresent(it -> request.withBody(it).withContentType("application/json"));
    Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
        .filter(it -> !it.isEmpty())
        .map(it -> it.split("=", 2))
        .forEach(it -> request.withQueryParam(decoded(it[0]), decoded(it[1])));
    return request.build();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static SimpleResponse response(Exchange exchange) {
    var response = new SimpleResponse.Builder(exchange.status());
    exchange.answered().ifPresent(it -> response.withBody(it).withContentType("application/json"));
    return response.build();
  }
}
