package io.runtimeservice.local.gateway.mapping;

import java.io.StringWriter;
import java.util.Map;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.exception.VelocityException;

/** A mapping template, parsed. */
public final class MappingTemplate {

  private final Template template;

  MappingTemplate(Template template) {
    this.template = template;
  }

  /** It could not be evaluated: AWS answers with 500. Says nothing of what it was given. */
  public static final class NotEvaluatedException extends Exception {
    NotEvaluatedException(String template) {
      super(template + ": a mapping template could not be evaluated", null, false, false);
    }
  }

  /**
   * What it makes of a request, or of an answer.
   *
   * @param input {@code $input}
   * @param context {@code $context}; overrides that the template sets are in it afterwards
   * @param stageVariables {@code $stageVariables}
   */
  public String evaluate(
      InputVariable input, ContextVariable context, Map<String, String> stageVariables)
      throws NotEvaluatedException {
    var variables = new VelocityContext();
    variables.put("input", input);
    variables.put("context", context);
    variables.put("util", UtilVariable.ONLY);
    variables.put("stageVariables", stageVariables);
    var text = new StringWriter();
    try {
      template.merge(variables, text);
    } catch (VelocityException | IllegalStateException | IllegalArgumentException refused) {
      throw new NotEvaluatedException(template.getName());
    }
    return text.toString();
  }
}
