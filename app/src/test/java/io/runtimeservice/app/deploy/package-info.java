/** What the service is deployed by: Kubernetes' manifests, as Kustomize renders them. */
@NullMarked
package io.runtimeservice.app.deploy;

import org.jspecify.annotations.NullMarked;
