package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.fly.FlyCall;

/**
 * Somebody at Fly's door.
 *
 * @param token what they show
 * @param action what they want, in the sense of Fly's rate limits
 * @param subject the machine, app or organisation that it is about
 */
public record Visit(String token, String action, String subject, boolean mutating) {

  static Visit of(String token, FlyCall<?> call) {
    return new Visit(token, call.action(), call.subject(), call.isMutating());
  }
}
