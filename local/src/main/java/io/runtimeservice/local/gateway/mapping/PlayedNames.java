package io.runtimeservice.local.gateway.mapping;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.context.InternalContextAdapterImpl;
import org.apache.velocity.runtime.RuntimeServices;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.node.ASTIdentifier;
import org.apache.velocity.runtime.parser.node.ASTMethod;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.ASTSetDirective;
import org.apache.velocity.runtime.parser.node.ASTStringLiteral;
import org.apache.velocity.runtime.parser.node.Node;

/**
 * Looks through a template for what it names of API Gateway's variables and is not played here.
 * Velocity leaves such a name standing as text, which would be sent.
 */
final class PlayedNames {

  private static final Set<String> OF_INPUT = Set.of("params()");
  private static final Set<String> OF_UTIL = Set.of("urlEncode()");

  private final Set<String> set = new HashSet<>();
  private Optional<String> unknown = Optional.empty();

  private final RuntimeServices velocity;
  private final Template template;

  private PlayedNames(RuntimeServices velocity, Template template) {
    this.velocity = velocity;
    this.template = template;
  }

  /** The first name in a template that is not played, as {@code $util.parseJson()}. */
  static Optional<String> unknownIn(Template template, RuntimeServices velocity)
      throws ParseException {
    var names = new PlayedNames(velocity, template);
    if (template.getData() instanceof Node root) {
      names.look(root);
    }
    return names.unknown;
  }

  private void look(Node node) throws ParseException {
    if (node instanceof ASTSetDirective
        && node.jjtGetChild(0) instanceof ASTReference to
        && to.jjtGetNumChildren() == 0) {
      set.add(to.getRootString());
    }
    if (node instanceof ASTReference reference && unknown.isEmpty() && !isPlayed(reference)) {
      String path = path(reference);
      unknown = Optional.of("$" + reference.getRootString() + (path.isEmpty() ? "" : "." + path));
    }
    if (node instanceof ASTStringLiteral text && !text.isConstant()) {
      look(within(text));
    }
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      look(node.jjtGetChild(i));
    }
  }

  /** What stands between double quotes is a template of its own. */
  private Node within(ASTStringLiteral text) throws ParseException {
    String quoted = text.literal();
    Node inner =
        velocity.parse(new StringReader(quoted.substring(1, quoted.length() - 1)), template);
    inner.init(new InternalContextAdapterImpl(new VelocityContext()), velocity);
    return inner;
  }

  private boolean isPlayed(ASTReference reference) {
    String root = reference.getRootString();
    return switch (root) {
      case "input" -> OF_INPUT.contains(first(reference));
      case "util" -> OF_UTIL.contains(first(reference));
      case "context" -> ContextVariable.isPlayed(path(reference));
      default -> root.equals("stageVariables") || set.contains(root);
    };
  }

  private static String first(ASTReference node) {
    return node.jjtGetNumChildren() == 0 ? "" : name(node.jjtGetChild(0));
  }

  private static String path(ASTReference node) {
    var path = new StringJoiner(".");
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      path.add(name(node.jjtGetChild(i)));
    }
    return path.toString();
  }

  private static String name(Node node) {
    return switch (node) {
      case ASTMethod method -> method.getMethodName() + "()";
      case ASTIdentifier identifier -> identifier.getIdentifier();
      default -> node.literal();
    };
  }
}
