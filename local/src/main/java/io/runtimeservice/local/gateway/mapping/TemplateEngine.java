package io.runtimeservice.local.gateway.mapping;

import java.io.StringReader;
import java.util.Optional;
import org.apache.velocity.Template;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.util.introspection.SecureUberspector;
import org.slf4j.helpers.NOPLogger;

/**
 * Apache Velocity, which evaluates mapping templates at AWS, too ("API Gateway uses the Velocity
 * Template Language engine to process body mapping templates", developer guide, Mapping template
 * transformations). Templates reach no class of the program, no file and no other template, and the
 * engine logs nothing: what it stumbles over may be a token.
 */
public final class TemplateEngine {

  private final RuntimeInstance velocity = new RuntimeInstance();

  public TemplateEngine(Dialect dialect) {
    velocity.setProperties(dialect.settings());
    velocity.setProperty(RuntimeConstants.UBERSPECT_CLASSNAME, SecureUberspector.class.getName());
    velocity.setProperty(RuntimeConstants.RESOURCE_LOADERS, "none");
    velocity.setProperty("resource.loader.none.class", NoResources.class.getName());
    velocity.setProperty(RuntimeConstants.VM_LIBRARY, "");
    velocity.setProperty(RuntimeConstants.RUNTIME_LOG_INSTANCE, NOPLogger.NOP_LOGGER);
    velocity.init();
  }

  /** The text is no template. */
  public static final class NoTemplateException extends Exception {
    private final String expected;

    NoTemplateException(String expected) {
      super("expected " + expected);
      this.expected = expected;
    }

    /** What it should be. */
    public String expected() {
      return expected;
    }
  }

  /**
   * Parses a template, once for all requests.
   *
   * @param name what it is called if it is not right
   */
  public MappingTemplate parsed(String name, String text) throws NoTemplateException {
    var template = new Template();
    template.setRuntimeServices(velocity);
    template.setName(name);
    Optional<String> unknown;
    try {
      template.setData(velocity.parse(new StringReader(text), template));
      template.initDocument();
      unknown = PlayedNames.unknownIn(template, velocity);
    } catch (ParseException malformed) {
      throw new NoTemplateException("a template in Velocity's language");
    }
    if (unknown.isPresent()) {
      throw new NoTemplateException("nothing that is not played, as " + unknown.get() + " is");
    }
    return new MappingTemplate(template);
  }
}
