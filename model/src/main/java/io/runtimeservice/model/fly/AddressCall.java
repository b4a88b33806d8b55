package io.runtimeservice.model.fly;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.spec.AddressType;
import java.util.List;

/** Calls about an app's addresses. */
public sealed interface AddressCall<R> extends FlyCall<R> {

  FlyAppName app();

  @Override
  default Api api() {
    return Api.ADDRESSES;
  }

  @Override
  default String subject() {
    return app().value();
  }

  /** Reads all addresses of an app. */
  record ListAll(FlyAppName app) implements AddressCall<List<Address>> {
    @Override
    public String action() {
      return "address_list";
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }

  /** Assigns an address. Not idempotent: a repetition gives a second one. */
  record Assign(FlyAppName app, AddressType type) implements AddressCall<Address> {
    @Override
    public String action() {
      return "address_assign";
    }

    @Override
    public boolean isMutating() {
      return true;
    }
  }

  /** Releases an address. {@code Absent}: it is gone already. */
  record Release(FlyAppName app, String ip) implements AddressCall<Done> {
    @Override
    public String action() {
      return "address_release";
    }

    @Override
    public boolean isMutating() {
      return true;
    }
  }
}
