package io.runtimeservice.reconciler.universe;

/** Decides what goes wrong with which call. */
@FunctionalInterface
interface Trouble {

  Trouble NONE = _ -> new Perturbation.None();

  Perturbation of(Call call);
}
