package io.runtimeservice.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.app.Service;
import io.vertx.core.AsyncResult;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** The borders between the modules, and those inside them that a promise rests on. */
@AnalyzeClasses(
    packages = "io.runtimeservice",
    importOptions = ArchitectureTest.OnlyTheProgram.class)
final class ArchitectureTest {

  /** Tests come as folders or, once they are packed for other modules, as a jar of their own. */
  static final class OnlyTheProgram implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  private static final String MODEL = "io.runtimeservice.model..";
  private static final String PORTS = "io.runtimeservice.model.port..";
  private static final String RECONCILER = "io.runtimeservice.reconciler..";
  private static final String LOCAL = "io.runtimeservice.local..";

  @ArchTest
  static final ArchRule the_modules_know_each_other_as_drawn =
      classes()
          .should(
              adhereToPlantUmlDiagram(
                  Path.of(System.getProperty("project.root"), "docs", "architecture.puml"),
                  consideringOnlyDependenciesInDiagram()));

  @ArchTest
  static final ArchRule no_package_knows_itself_by_way_of_another =
      slices().matching("io.runtimeservice.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_model_knows_the_language_a_json_parser_and_a_future =
      classes()
          .that()
          .resideInAPackage(MODEL)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(MODEL, "java..", "org.jspecify..", "com.fasterxml.jackson.core..")
                  .or(type(Future.class)));

  @ArchTest
  static final ArchRule in_the_model_only_ports_answer_later =
      noClasses()
          .that()
          .resideInAPackage(MODEL)
          .and()
          .resideOutsideOfPackage(PORTS)
          .should()
          .dependOnClassesThat(type(Future.class));

  @ArchTest
  static final ArchRule the_reconciler_knows_no_technology =
      classes()
          .that()
          .resideInAPackage(RECONCILER)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      MODEL,
                      RECONCILER,
                      "java.lang..",
                      "java.time..",
                      "java.util..",
                      "java.math..",
                      "org.jspecify..",
                      "org.slf4j..")
                  .or(type(Future.class))
                  .or(type(AsyncResult.class))
                  .or(type(CompositeFuture.class))
                  .or(type(Promise.class)));

  @ArchTest
  static final ArchRule what_decides_asks_nobody_and_says_nothing =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.runtimeservice.reconciler.plan..",
              "io.runtimeservice.reconciler.queue..",
              "io.runtimeservice.reconciler.status..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.vertx..", "org.slf4j..", PORTS));

  @ArchTest
  static final ArchRule time_and_chance_are_handed_in =
      noClasses()
          .that()
          .doNotBelongToAnyOf(VertxTime.class)
          .and()
          .resideOutsideOfPackage(LOCAL)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .orShould()
          .callConstructor(Random.class);

  @ArchTest
  static final ArchRule only_the_wiring_draws_a_generator =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Service.class)
          .and()
          .resideOutsideOfPackage(LOCAL)
          .should()
          .callMethod(RandomGenerator.class, "getDefault");

  @ArchTest
  static final ArchRule only_calls_to_fly_read_a_secret =
      SecretBorder.ONLY_CALLS_TO_FLY_READ_A_SECRET;

  @ArchTest
  static final ArchRule what_is_deployed_holds_nothing_embedded =
      noClasses()
          .that()
          .resideInAnyPackage("io.runtimeservice.app..", "io.runtimeservice.adapters..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "com.amazonaws..", "org.elasticmq..", "io.runtimeservice.simulator.."));
}
