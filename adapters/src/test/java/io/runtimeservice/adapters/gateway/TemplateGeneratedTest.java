package io.runtimeservice.adapters.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The stack's template holds the API's file, line by line, since CloudFormation has no way to
 * include a file without a macro. With {@code -Dgolden.write=true} ({@code make golden}) it is
 * copied anew.
 */
class TemplateGeneratedTest {

  private static final Pattern BODY =
      Pattern.compile("(?<=\n {8}# From here .{1,90}\n).*(?=\n {8}# -{20,}\n)", Pattern.DOTALL);

  private static final Pattern DEPLOYMENT = Pattern.compile("(?<=Deployment)[0-9a-f]{8}\\b");

  @Test
  void the_api_of_the_template_is_that_of_the_file() throws IOException {
    var template = GatewayFile.of("template.yaml");
    String expected = withApi(template.text(), GatewayFile.of("openapi.yaml").text());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(template.path(), expected);
    }
    assertThat(GatewayFile.of("template.yaml").text())
        .as("%s, which `make golden` writes anew", template.path())
        .isEqualTo(expected);
  }

  private static String withApi(String template, String api) {
    String body =
        api.stripTrailing()
            .lines()
            .map(line -> line.isBlank() ? line : " ".repeat(8) + line)
            .collect(Collectors.joining("\n"));
    assertThat(template).containsPattern(BODY).containsPattern(DEPLOYMENT);
    String copied =
        BODY.matcher(template).replaceAll(_ -> body.replace("\\", "\\\\").replace("$", "\\$"));
    return DEPLOYMENT.matcher(copied).replaceAll(digest(api).substring(0, 8));
  }

  private static String digest(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
