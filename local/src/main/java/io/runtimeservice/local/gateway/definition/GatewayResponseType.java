package io.runtimeservice.local.gateway.definition;

/**
 * Answers that API Gateway gives by itself, with their statuses and messages unless the API says
 * other ones (developer guide, Gateway response types).
 */
public enum GatewayResponseType {
  /** The signer, or the bearer, may not do this. */
  ACCESS_DENIED(403, "User is not authorized to access this resource"),
  /** A template or a response that is not right. */
  API_CONFIGURATION_ERROR(500, "Internal server error"),
  /** The issuer's keys cannot be had. */
  AUTHORIZER_FAILURE(500, "Internal server error"),
  /** The payload is not like its model. */
  BAD_REQUEST_BODY(400, "Invalid request body"),
  /** A required parameter is missing. */
  BAD_REQUEST_PARAMETERS(400, "Missing required request parameters"),
  /** The request is no HTTP. */
  DEFAULT_4XX(400, "Bad Request"),
  /** Nobody knows. */
  DEFAULT_5XX(500, "Internal server error"),
  /** The backend cannot be reached. */
  INTEGRATION_FAILURE(504, "Internal server error"),
  /** The backend does not answer in time. */
  INTEGRATION_TIMEOUT(504, "Endpoint request timed out"),
  /** The signature is none. */
  INVALID_SIGNATURE(403, "The request signature is not valid"),
  /** "Including the cases when the client attempts to invoke an unsupported method or resource". */
  MISSING_AUTHENTICATION_TOKEN(403, "Missing Authentication Token"),
  /** The payload is larger than 10 MB. */
  REQUEST_TOO_LARGE(413, "Request Too Long"),
  /** More requests than the stage lets in. */
  THROTTLED(429, "Too Many Requests"),
  /** No token, or one that does not hold. */
  UNAUTHORIZED(401, "Unauthorized"),
  /** No template is for payloads of this type. */
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type");

  private final int status;
  private final String message;

  GatewayResponseType(int status, String message) {
    this.status = status;
    this.message = message;
  }

  public int status() {
    return status;
  }

  public String message() {
    return message;
  }

  /** What an answer is made of that the API says nothing of. */
  GatewayResponseType fallback() {
    return status < 500 ? DEFAULT_4XX : DEFAULT_5XX;
  }
}
