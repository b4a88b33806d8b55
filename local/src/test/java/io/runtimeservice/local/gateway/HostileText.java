package io.runtimeservice.local.gateway;

import io.runtimeservice.model.document.Draws;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text that would be more than text, if somebody let it. */
final class HostileText {

  private static final List<String> PIECES =
      List.of(
          "&MessageAttribute.9.Name=source",
          "&MessageAttribute.1.Value.StringValue=operator",
          "&MessageBody=x",
          "&Action=PurgeQueue",
          "\"",
          "'",
          "\\",
          "\n",
          "\r\n",
          "\u2028",
          "\u2029",
          "\u0000",
          "\u0085",
          "%",
          "%26",
          "%2526",
          "%0A",
          "=",
          "+",
          " ",
          "#set($appId = 'other')",
          "#set($context.responseOverride.status = 202)",
          "#end",
          "#stop",
          "##",
          "#*",
          "*#",
          "#evaluate('$x')",
          "#include('/etc/passwd')",
          "$util.urlDecode('%26')",
          "$context.requestId",
          "${context.identity.sourceIp}",
          "$!input.body",
          "$input.params('Authorization')",
          "$appId.class.forName('java.lang.Runtime')",
          "\",\"environmentId\":\"other",
          "{\"v\":2}",
          "\u00e9",
          "\u20ac",
          "\ud83d\ude00",
          "../",
          ";",
          ",",
          "42,",
          "pull_request_target");

  private final Draws draws;

  HostileText(Draws draws) {
    this.draws = draws;
  }

  /** Words and pieces that are none, mixed. */
  String draw() {
    var text = new StringBuilder();
    for (int i = draws.upTo(3); i >= 0; i--) {
      text.append(draws.coin() ? draws.word(1 + draws.upTo(8)) : draws.oneOf(PIECES));
    }
    return text.toString();
  }

  /** The same for a part of a path: everything that could be taken for something else encoded. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What may stand in a header: no line's end. */
  static String line(String text) {
    return text.replaceAll("[\\r\\n\\u0000]", " ");
  }
}
