package dev.assay.conformance.arch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The module graph, the order of stages inside the engine, and who may touch which library. */
class LayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.assay");

  /** THE graph. What a module may import of the project, itself included. */
  enum Layer {
    VM("dev.assay.vm.."),
    METERING("dev.assay.metering..", VM),
    STATE("dev.assay.state.."),
    HOST("dev.assay.host..", VM, METERING, STATE),
    NODE("dev.assay.node..", HOST, METERING, STATE),
    CONTRACTS("dev.assay.contracts..", NODE, HOST, METERING, STATE),
    CONFORMANCE("dev.assay.conformance..", CONTRACTS, NODE, HOST, METERING, STATE, VM);

    final String packages;
    private final List<Layer> below;

    Layer(String packages, Layer... below) {
      this.packages = packages;
      this.below = List.of(below);
    }

    ArchRule rule() {
      var forbidden =
          Arrays.stream(values())
              .filter(layer -> layer != this && !below.contains(layer))
              .map(layer -> layer.packages)
              .toArray(String[]::new);
      return noImports(packages, forbidden);
    }

    static ArchRule noImports(String from, String... forbidden) {
      return ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage(from)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden);
    }
  }

  /** A library and the only packages that may know it. */
  record Library(String packages, String... users) {
    ArchRule rule() {
      return ArchRuleDefinition.noClasses()
          .that()
          .resideOutsideOfPackages(users)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(packages);
    }

    @Override
    public String toString() {
      return packages;
    }
  }

  static Stream<Library> libraries() {
    return Stream.of(
        new Library("org.rocksdb..", "dev.assay.state.db.."),
        new Library("fr.acinq..", "dev.assay.state.crypto.."),
        // precompiles are cryptography; node.chain derives accounts from a mnemonic; our Keccak is
        // held against the library's, and RLP timed beside web3j's
        new Library(
            "org.bouncycastle..",
            "dev.assay.state.crypto..",
            "dev.assay.host.precompile..",
            "dev.assay.node.chain..",
            "dev.assay.conformance.bench.state..",
            "dev.assay.conformance.fuzz.."),
        // contracts are the client's side, which has a library of its own: web3j
        new Library(
            "org.web3j..",
            "dev.assay.state.rlp..",
            "dev.assay.contracts..",
            "dev.assay.conformance.bench.state.."),
        new Library("io.netty..", "dev.assay.node.server.."),
        new Library(
            "picocli..",
            "dev.assay.node.cli..",
            "dev.assay.contracts..",
            "dev.assay.conformance.."));
  }

  /** The stages of the engine in their order; a stage knows none after it. */
  static Stream<ArchRule> stages() {
    var stages = List.of("decode", "validate", "(code|runtime|exec|jit)");
    return Stream.of(
        stage("(isa|module)", stages),
        stage("decode", stages.subList(1, 3)),
        stage("validate", stages.subList(2, 3)));
  }

  private static ArchRule stage(String stage, List<String> later) {
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.assay.vm." + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            later.stream().map(l -> "dev.assay.vm." + l + "..").toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void modulesImportOnlyWhatTheGraphAllows(Layer layer) {
    layer.rule().check(CLASSES);
  }

  @Test
  void everyClassBelongsToALayer() {
    var known = Arrays.stream(Layer.values()).map(l -> l.packages).toArray(String[]::new);
    ArchRuleDefinition.classes().should().resideInAnyPackage(known).check(CLASSES);
  }

  @Test
  void theEngineNeedsTheJdkOnly() {
    engineRule("dev.assay.vm..").check(CLASSES);
  }

  private static ArchRule engineRule(String packages) {
    return ArchRuleDefinition.classes()
        .that()
        .resideInAPackage(packages)
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage("java..", "org.jspecify..", "dev.assay.vm..")
                .or(JavaClass.Predicates.resideInAPackage(packages))
                .or(primitiveArray()));
  }

  private static DescribedPredicate<JavaClass> primitiveArray() {
    return DescribedPredicate.describe(
        "arrays of primitives", c -> c.isArray() && c.getBaseComponentType().isPrimitive());
  }

  @ParameterizedTest
  @MethodSource("stages")
  void stagesOfTheEngineFollowOneAnother(ArchRule rule) {
    rule.check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void librariesStayBehindTheirPackage(Library library) {
    library.rule().check(CLASSES);
  }

  /** What it touches is in the memory of every node from then on. */
  @Test
  void trainingTouchesNoLibraryOfClients() {
    Layer.noImports("dev.assay.contracts.train..", "org.web3j..", "java.net.http..", "tools..")
        .check(CLASSES);
  }

  @Test
  void theEngineIsUsedFromOutsideOnly() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.assay.vm.*..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.assay.vm.Engine")
        .check(CLASSES);
  }

  @Test
  void theRulesSeeTheClassesOfEveryModule() {
    for (Layer layer : Layer.values()) {
      var some = CLASSES.stream().anyMatch(JavaClass.Predicates.resideInAPackage(layer.packages));
      assertTrue(some, layer + " has no class");
    }
  }

  @Test
  void aLibraryInTheEngineIsFound() {
    var bad = new ClassFileImporter().importClasses(LayersTest.class);
    assertThrows(AssertionError.class, () -> engineRule("dev.assay.conformance.arch..").check(bad));
  }

  @Test
  void anImportAgainstTheGraphIsFound() {
    var upward = new ClassFileImporter().importClasses(Upward.class);
    var rule = Layer.noImports("dev.assay.conformance..", Layer.VM.packages);
    assertTrue(rule.evaluate(upward).hasViolation());
    var innocent = new ClassFileImporter().importClasses(Layer.class);
    assertFalse(rule.evaluate(innocent).hasViolation());
  }

  /** Imports what a class of its supposed layer may not. */
  private static final class Upward {
    @SuppressWarnings("unused")
    private dev.assay.vm.Engine engine;
  }
}
