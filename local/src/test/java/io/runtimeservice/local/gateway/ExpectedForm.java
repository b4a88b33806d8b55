package io.runtimeservice.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What has to be sent to SQS for a request, said once more in other words than the templates':
 * fields in their order, from decoded identifiers and claims.
 */
final class ExpectedForm {

  private static final String OWNER = "42";
  private static final Set<String> REFUSED_EVENTS =
      Set.of("pull_request_target", "issue_comment", "workflow_run");
  private static final int REF_CHARACTERS_MAX = 1024;

  private ExpectedForm() {}

  /** A field of a form. */
  record Field(String name, String value) {}

  /** A form that SQS refuses. */
  static List<Field> refused() {
    return new ArrayList<>(
        List.of(new Field("Action", "SendMessage"), new Field("Version", "2012-11-05")));
  }

  static List<Field> manager(String app, String environment) {
    return areIdentifiers(app, environment) ? message(app, environment, "manager") : refused();
  }

  static List<Field> gitHub(String app, String environment, Value.Tree claims) {
    if (!areIdentifiers(app, environment) || !areLetIn(claims)) {
      return refused();
    }
    var form = message(app, environment, "github");
    attribute(form, 2, "callerRepositoryId", text(claims, "repository_id"));
    attribute(form, 3, "callerOwnerId", text(claims, "repository_owner_id"));
    attribute(form, 4, "callerEvent", text(claims, "event_name"));
    attribute(form, 5, "callerRef", text(claims, "ref"));
    attribute(form, 6, "callerRunId", text(claims, "run_id"));
    return form;
  }

  private static boolean areIdentifiers(String app, String environment) {
    return AppId.isValid(app) && AppId.isValid(environment);
  }

  private static boolean areLetIn(Value.Tree claims) {
    String event = claims.text("event_name").orElse("");
    return isNumber(claims, "repository_id")
        && isNumber(claims, "run_id")
        && claims.text("repository_owner_id").filter(OWNER::equals).isPresent()
        && event.length() <= 64
        && !event.isEmpty()
        && event.chars().allMatch(it -> it == '_' || (it >= 'a' && it <= 'z'))
        && !REFUSED_EVENTS.contains(event)
        && claims.text("ref").filter(it -> it.matches("(?s)refs/.+")).isPresent()
        && text(claims, "ref").length() <= REF_CHARACTERS_MAX;
  }

  private static boolean isNumber(Value.Tree claims, String name) {
    String text = claims.text(name).orElse("");
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(it -> it >= '0' && it <= '9');
  }

  private static List<Field> message(String app, String environment, String source) {
    var form = refused();
    form.add(new Field("MessageGroupId", app));
    form.add(
        new Field(
            "MessageBody",
            "{\"v\":1,\"appId\":\"" + app + "\",\"environmentId\":\"" + environment + "\"}"));
    attribute(form, 1, "source", source);
    return form;
  }

  private static void attribute(List<Field> form, int number, String name, String value) {
    String prefix = "MessageAttribute." + number + ".";
    form.add(new Field(prefix + "Name", name));
    form.add(new Field(prefix + "Value.DataType", "String"));
    form.add(new Field(prefix + "Value.StringValue", value));
  }

  /** A claim as JSON text in ASCII. */
  private static String text(Value.Tree claims, String name) {
    var text = new StringBuilder("\"");
    claims
        .text(name)
        .orElse("")
        .chars()
        .forEach(it -> {
          switch (it) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> {
              if (it < ' ' || it > '\u007f') {
                text.append("\\u").append("%04X".formatted(it));
              } else {
                text.append((char) it);
              }
            }
          }
        });
    return text.append('"').toString();
  }

  /** The fields of a form that was sent, in their order. */
  static List<Field> parsed(String form) {
    var fields = new ArrayList<Field>();
    for (String pair : form.split("&", -1)) {
      String[] both = pair.split("=", -1);
      if (both.length != 2) {
        throw new AssertionError("no field: " + pair);
      }
      fields.add(new Field(URLDecoder.decode(both[0], UTF_8), URLDecoder.decode(both[1], UTF_8)));
    }
    return fields;
  }
}
