package io.hansock;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may know whom, as docs/architecture.md draws it, and those rules of CONTRIBUTING.md that show in the byte code. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.hansock";

    /** Each room with the rooms that it may know. The root may know them all, and none may know the root. */
    private static final Map<String, Set<String>> ROOMS = new TreeMap<>(Map.ofEntries(
            entry("buffer", Set.of()),
            entry("ring", Set.of()),
            entry("value", Set.of("buffer")),
            entry("index", Set.of("value")),
            entry("sql", Set.of("value")),
            entry("net", Set.of("buffer")),
            entry("metadata", Set.of("sql", "value")),
            entry("guard", Set.of("index", "metadata", "value")),
            entry("statement", Set.of("index", "metadata", "value", "buffer")),
            entry("wire", Set.of("index", "value", "net", "buffer")),
            entry("handlersocket", Set.of("wire", "index", "value", "net", "buffer")),
            entry("mysql", Set.of("wire", "sql", "value", "net", "buffer")),
            entry("discovery", Set.of("sql", "wire", "index", "value", "handlersocket", "net", "buffer")),
            entry("batch", Set.of("handlersocket", "net", "value", "buffer")),
            entry(
                    "cluster",
                    Set.of(
                            "index",
                            "sql",
                            "value",
                            "ring",
                            "metadata",
                            "guard",
                            "discovery",
                            "statement",
                            "wire",
                            "handlersocket",
                            "mysql",
                            "net",
                            "buffer"))));

    private static final Set<String> PUBLIC_ROOMS = Set.of("index", "sql", "value", "batch", "ring");

    private static final DescribedPredicate<JavaClass> PLATFORM =
            resideInAnyPackage("java..", "javax..", "org.slf4j..", "org.jspecify.annotations..");

    /** What every room may throw, with the types that these exceptions carry. */
    private static final DescribedPredicate<JavaClass> EXCEPTIONS =
            describe("exceptions of the root", ArchitectureTest::isException);

    /** What the cluster is configured with and reports to. */
    private static final DescribedPredicate<JavaClass> SETTINGS = describe(
            "settings of the front door",
            type -> Set.of(
                            ChannelRange.class,
                            HansockSettings.class,
                            HandlerSocketSettings.class,
                            SqlAccess.class,
                            Failover.class,
                            GuardMode.class,
                            Release.class,
                            ServerFacts.class,
                            ServerLoad.class,
                            ServerState.class,
                            ServerSettings.class,
                            HansockListener.class,
                            Operation.class,
                            QueueFull.class,
                            WireKind.class,
                            Writes.class)
                    .stream()
                    .anyMatch(outermost(type)::isEquivalentTo));

    private static final DescribedPredicate<JavaClass> FINAL_OR_MADE_TO_BE_EXTENDED =
            describe("final, abstract, sealed or an enum", ArchitectureTest::isFinalOrMadeToBeExtended);

    @ArchTest
    static final ArchRule everyClassIsInARoom = classes().should().resideInAnyPackage(packages(ROOMS.keySet(), ROOT));

    @ArchTest
    static final ArchRule theClientNeedsTheJdkAndSlf4jAlone =
            classes().should().onlyDependOnClassesThat(PLATFORM.or(resideInAPackage(ROOT + "..")));

    @ArchTest
    static final ArchRule exceptionsKnowNoRoom =
            classes().that(EXCEPTIONS).should().onlyDependOnClassesThat(PLATFORM.or(EXCEPTIONS));

    @ArchTest
    static final ArchRule classesAreFinalUnlessMadeToBeExtended =
            classes().that().areNotAnonymousClasses().should(be(FINAL_OR_MADE_TO_BE_EXTENDED));

    @ArchTest
    static final ArchRule namesSayARole =
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base)(\\$.*)?");

    @ArchTest
    static final ArchRule nobodyPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule slf4jLogs = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethodWhere(describe(
                    "Thread.sleep",
                    call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                            && call.getName().equals("sleep")));

    @ArchTest
    static void eachRoomKnowsOnlyTheRoomsBelowIt(JavaClasses client) {
        ROOMS.forEach((room, known) -> classes()
                .that()
                .resideInAPackage(ROOT + "." + room)
                .should()
                .onlyDependOnClassesThat(PLATFORM.or(EXCEPTIONS)
                        .or(Set.of("cluster", "discovery").contains(room) ? SETTINGS : EXCEPTIONS)
                        .or(resideInAnyPackage(packages(known, ROOT + "." + room))))
                .allowEmptyShould(true)
                .check(client));
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses client) {
        assertThat(client.stream().map(JavaClass::getPackage).distinct())
                .allMatch(room -> room.isAnnotatedWith(NullMarked.class));
    }

    @ArchTest
    static void theModuleExportsItsPublicRoomsAndNoOther(JavaClasses client) throws IOException {
        ModuleDescriptor module;
        try (InputStream descriptor =
                URI.create(classesRoot() + "module-info.class").toURL().openStream()) {
            module = ModuleDescriptor.read(descriptor);
        }
        assertThat(module.exports())
                .allMatch(export -> !export.isQualified())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrderElementsOf(client.stream()
                        .map(JavaClass::getPackage)
                        .map(JavaPackage::getName)
                        .filter(Set.of(packages(PUBLIC_ROOMS, ROOT))::contains)
                        .collect(toSet()));
    }

    private static String classesRoot() {
        return HansockException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }

    private static boolean isException(JavaClass type) {
        JavaClass outermost = outermost(type);
        return outermost.isAssignableTo(HansockException.class) || outermost.isEquivalentTo(Outcome.class);
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outermost = type.getBaseComponentType();
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost;
    }

    private static boolean isFinalOrMadeToBeExtended(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT)
                || type.isEnum()
                || type.reflect().isSealed();
    }

    private static String[] packages(Collection<String> rooms, String own) {
        return Stream.concat(Stream.of(own), rooms.stream().map(room -> ROOT + "." + room))
                .toArray(String[]::new);
    }
}
