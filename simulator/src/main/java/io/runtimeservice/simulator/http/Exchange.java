package io.runtimeservice.simulator.http;

import java.util.Optional;

/** A request and its answer as they went over the wire, for whoever checks them. */
public record Exchange(
    String method, String uri, Optional<String> sent, int status, Optional<String> answered) {}
