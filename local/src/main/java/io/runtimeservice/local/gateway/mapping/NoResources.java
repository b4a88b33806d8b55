package io.runtimeservice.local.gateway.mapping;

import java.io.Reader;
import org.apache.velocity.exception.ResourceNotFoundException;
import org.apache.velocity.runtime.resource.Resource;
import org.apache.velocity.runtime.resource.loader.ResourceLoader;
import org.apache.velocity.util.ExtProperties;

/** Finds nothing: a mapping template includes no other. Velocity makes one by its class' name. */
public final class NoResources extends ResourceLoader {

  @Override
  public void init(ExtProperties configuration) {
    // there is nothing to be told
  }

  @Override
  public Reader getResourceReader(String source, String encoding) {
    throw new ResourceNotFoundException("a mapping template includes no other");
  }

  @Override
  public boolean isSourceModified(Resource resource) {
    return false;
  }

  @Override
  public long getLastModified(Resource resource) {
    return 0;
  }
}
