package io.runtimeservice.model.telemetry;

/** What the service asks of AWS, by the names that AWS' own policies give it. */
public enum AwsAction {
  GET_ITEM("dynamodb", "GetItem"),
  BATCH_GET_ITEM("dynamodb", "BatchGetItem"),
  QUERY("dynamodb", "Query"),
  SCAN("dynamodb", "Scan"),
  PUT_ITEM("dynamodb", "PutItem"),
  UPDATE_ITEM("dynamodb", "UpdateItem"),
  DELETE_ITEM("dynamodb", "DeleteItem"),
  RECEIVE_MESSAGE("sqs", "ReceiveMessage"),
  SEND_MESSAGE("sqs", "SendMessage"),
  DELETE_MESSAGE_BATCH("sqs", "DeleteMessageBatch"),
  CHANGE_MESSAGE_VISIBILITY_BATCH("sqs", "ChangeMessageVisibilityBatch"),
  GET_QUEUE_ATTRIBUTES("sqs", "GetQueueAttributes"),
  GET_SECRET_VALUE("secretsmanager", "GetSecretValue");

  private final String service;
  private final String word;

  AwsAction(String service, String word) {
    this.service = service;
    this.word = word;
  }

  /** The service that it is asked of, as metrics name it. */
  public String service() {
    return service;
  }

  /** As AWS names it. */
  @Override
  public String toString() {
    return word;
  }
}
