package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;

/**
 * A preview that has converged, as everybody shows it.
 *
 * @param app its App record
 * @param environment its Environment record
 * @param runtime its Runtime record
 * @param flyApp the app, as the list of apps shows it
 * @param row its machine, as the organisation's list shows it
 * @param machine its machine, as its app's own list shows it
 */
record Preview(
    EnvironmentKey key,
    FlyAppName name,
    Value.Tree app,
    Value.Tree environment,
    Value.Tree runtime,
    Value.Tree flyApp,
    Value.Tree row,
    Value.Tree machine) {}
