package io.runtimeservice.model.fly;

import io.runtimeservice.model.id.FlyAppName;

/**
 * An app on Fly.
 *
 * @param organisation the slug of the organisation that owns it
 * @param network the private network that it was created in
 */
public record FlyApp(FlyAppName name, String organisation, String network) {}
