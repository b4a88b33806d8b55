package io.runtimeservice.adapters.sqs;

import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkCodec;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Dirty marks as SQS' messages. */
final class MarkMessages {

  private static final String STRING = "String";
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}");

  private MarkMessages() {}

  static ReceivedMark read(Message message) {
    return new ReceivedMark(
        new Receipt(message.receiptHandle()),
        MarkCodec.read(message.body(), texts(message.messageAttributes())),
        sentAt(message));
  }

  /** Attributes with a text; what is binary is none that we know. */
  private static Map<String, String> texts(Map<String, MessageAttributeValue> attributes) {
    var texts = new HashMap<String, String>();
    attributes.forEach((name, attribute) ->
        Optional.ofNullable(attribute.stringValue()).ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  private static Optional<Instant> sentAt(Message message) {
    return Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
        .filter(text -> MILLISECONDS.matcher(text).matches())
        .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
  }

  static Map<String, MessageAttributeValue> attributes(Mark mark) {
    var attributes = new HashMap<String, MessageAttributeValue>();
    mark.attributes().forEach((name, text) -> attributes.put(name, text(text)));
    return attributes;
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType(STRING).stringValue(value).build();
  }
}
