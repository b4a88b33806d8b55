package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.local.gateway.jwt.ClaimRule;
import io.runtimeservice.local.gateway.jwt.JwtRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code security} and the schemes that it names. */
final class AccessReader {

  private static final String AUTHTYPE = "x-amazon-apigateway-authtype";
  private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
  private static final String HEADER = "method.request.header.";

  private final Node components;

  AccessReader(Node components) {
    this.components = components;
  }

  /** Of an operation. That it says nothing is no way to let everybody in. */
  Access read(Node operation) throws DefinitionException {
    if (!operation.has("security")) {
      throw new DefinitionException(operation.where() + "/security", "a scheme, or an empty list");
    }
    var schemes = operation.list("security");
    if (schemes.isEmpty()) {
      return new Access.Open();
    }
    var names = schemes.getFirst().tree().fields().keySet();
    if (schemes.size() != 1 || names.size() != 1) {
      throw new DefinitionException(operation.where() + "/security", "one scheme");
    }
    return scheme(components.node("securitySchemes").node(names.iterator().next()));
  }

  private static Access scheme(Node scheme) throws DefinitionException {
    scheme.onlyWith("type", "name", "in", "description", AUTHTYPE, AUTHORIZER);
    return switch (scheme.text(AUTHTYPE)) {
      case "awsSigv4" -> new Access.Signed();
      case "jwt" -> token(scheme.node(AUTHORIZER));
      default -> throw new DefinitionException(scheme.where() + "/" + AUTHTYPE, "awsSigv4 or jwt");
    };
  }

  private static Access token(Node authorizer) throws DefinitionException {
    authorizer.onlyWith("type", "identitySource", "jwtConfiguration");
    var configuration =
        authorizer.node("jwtConfiguration").onlyWith("defaultAlgorithms", "issuers");
    if (!configuration.texts("defaultAlgorithms").equals(List.of("RS256"))) {
      throw new DefinitionException(configuration.where() + "/defaultAlgorithms", "RS256 alone");
    }
    var issuers = configuration.list("issuers");
    String source = authorizer.text("identitySource");
    if (issuers.size() != 1 || !source.startsWith(HEADER)) {
      throw new DefinitionException(authorizer.where(), "one issuer, and a header as the source");
    }
    return new Access.Token(source.substring(HEADER.length()), rules(issuers.getFirst()));
  }

  private static JwtRules rules(Node issuer) throws DefinitionException {
    issuer.onlyWith("issuer", "audiences", "additionalClaims");
    var claims = new ArrayList<ClaimRule>();
    for (Node claim : issuer.list("additionalClaims")) {
      claims.add(rule(claim));
    }
    return new JwtRules(issuer.text("issuer"), Set.copyOf(issuer.texts("audiences")), claims);
  }

  private static ClaimRule rule(Node claim) throws DefinitionException {
    claim.onlyWith("claimName", "format", "required", "expectedValues");
    if (!claim.text("format").equals("SINGLE_STRING")) {
      throw new DefinitionException(claim.where() + "/format", "SINGLE_STRING");
    }
    return new ClaimRule(
        claim.text("claimName"),
        Set.copyOf(claim.texts("expectedValues")),
        claim.isTrue("required"));
  }
}
