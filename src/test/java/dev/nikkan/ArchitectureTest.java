package dev.nikkan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who may import whom, and the only packages that may see a library:
///
///     model, fault, tls  ←  search, parse, store, summary, digest  ←  intake, render, deliver
///       ←  subscribe, publish  ←  web  ←  app  ←  demo
///
/// Each test names what its package may see; whatever is not named is refused.
final class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.nikkan");

    /// Of `java.base`; the nameless package is where primitives are.
    private static final String[] JAVA_BASE = {
        "",
        "java.io..",
        "java.lang..",
        "java.math..",
        "java.net",
        "java.nio..",
        "java.security..",
        "java.text..",
        "java.time..",
        "java.util",
        "java.util.concurrent..",
        "java.util.function..",
        "java.util.random..",
        "java.util.regex..",
        "java.util.stream..",
        "java.util.zip..",
        "javax.crypto..",
        "javax.net..",
        "org.jspecify.annotations.."
    };

    private static final String LOG = "org.slf4j";
    private static final String JSON = "com.fasterxml.jackson.core..";
    private static final String JDKIM = "org.apache.james.jdkim..";
    private static final String JSOUP = "org.jsoup..";
    private static final String MIME4J = "org.apache.james.mime4j..";
    private static final String MAIL = "jakarta.mail..";
    private static final String ANGUS = "org.eclipse.angus.mail..";

    @Test
    void model_sees_nothing_but_java_base() {
        only("model").sees();
    }

    @Test
    void fault_sees_nothing_but_java_base() {
        only("fault").sees();
    }

    @Test
    void tls_sees_nothing_but_java_base() {
        only("tls").sees();
    }

    @Test
    void parse_reads_mail_and_html_and_prints_json() {
        only("parse").and("model", "fault").sees(MIME4J, JSON, JSOUP);
    }

    @Test
    void text_is_pure() {
        only("text").sees();
    }

    @Test
    void search_is_pure() {
        only("search").and("model", "text").sees();
    }

    @Test
    void store_alone_sees_the_database_and_compresses() {
        only("store")
                .and("model", "fault", "search")
                .sees("java.sql..", "javax.sql..", "org.sqlite..", "com.github.luben.zstd..", LOG);
    }

    @Test
    void summary_asks_a_model_and_checks_what_it_says() {
        only("summary").and("model").sees("java.net.http", JSON);
    }

    @Test
    void digest_is_pure() {
        only("digest").and("model", "fault", "search").sees();
    }

    @Test
    void intake_brings_mail_from_mailboxes_and_archives_into_the_store() {
        only("intake")
                .and("model", "fault", "tls", "parse", "store")
                .sees(MAIL, ANGUS, "org.apache.commons.compress..", LOG);
    }

    @Test
    void render_composes_from_digests_and_templates() {
        only("render").and("model", "fault", "digest", "text").sees("com.samskivert.mustache..", JSON, MIME4J);
    }

    @Test
    void deliver_brings_the_outbox_to_a_mail_server() {
        only("deliver").and("model", "fault", "tls", "store").sees(MAIL, ANGUS, JDKIM, LOG);
    }

    @Test
    void subscribe_reads_letters_and_answers_them() {
        only("subscribe").and("model", "fault", "parse", "store", "render").sees(LOG);
    }

    @Test
    void web_alone_serves_http_and_decides_nothing() {
        only("web").and("model", "store", "render", "subscribe").sees("com.sun.net.httpserver", LOG);
    }

    @Test
    void publish_puts_editions_together() {
        only("publish")
                .and("model", "fault", "store", "summary", "digest", "render")
                .sees(LOG);
    }

    @Test
    void app_sees_all_but_the_demo_and_neither_database_nor_mail_library() {
        only("app")
                .and(
                        "model",
                        "fault",
                        "text",
                        "search",
                        "parse",
                        "store",
                        "summary",
                        "digest",
                        "intake",
                        "render",
                        "deliver",
                        "subscribe",
                        "web",
                        "publish")
                // All of SLF4J: app chooses what stands behind it.
                .sees("picocli..", "org.tomlj..", JSON, "java.net.http", LOG + "..");
    }

    @Test
    void nothing_imports_the_demo() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.nikkan.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.nikkan.demo.."));
    }

    @Test
    void packages_import_each_other_in_no_circle() {
        check(slices().matching("dev.nikkan.(*)..").should().beFreeOfCycles());
    }

    @Test
    void time_comes_in_from_outside() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.nikkan.app..", "dev.nikkan.demo..")
                .should()
                .callCodeUnitWhere(isOneOf(Set.of(
                        "java.lang.System.currentTimeMillis",
                        "java.time.Clock.system",
                        "java.time.Clock.systemDefaultZone",
                        "java.time.Clock.systemUTC",
                        "java.time.Instant.now",
                        "java.time.InstantSource.system",
                        "java.time.LocalDate.now",
                        "java.time.LocalDateTime.now",
                        "java.time.OffsetDateTime.now",
                        "java.time.ZonedDateTime.now",
                        "java.util.Date.<init>"))));
    }

    @Test
    void only_who_has_a_main_ends_the_process() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.nikkan.app..", "dev.nikkan.demo..")
                .should()
                .callCodeUnitWhere(
                        isOneOf(Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt"))));
    }

    /// The linked runtime has English alone (no `jdk.localedata`), and says `Sun` where the JDK of a test says 日曜日.
    @Test
    void no_word_of_a_mail_comes_from_the_runtime_s_locale_data() {
        check(noClasses()
                .that()
                .resideInAnyPackage("dev.nikkan.digest..", "dev.nikkan.render..", "dev.nikkan.subscribe..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.format.TextStyle")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.format.FormatStyle"));
    }

    @Test
    void only_app_reads_the_environment() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.nikkan.app..")
                .should()
                .callCodeUnitWhere(isOneOf(Set.of("java.lang.System.getenv"))));
    }

    @Test
    void no_state_is_static() {
        check(fields().that().areStatic().should().beFinal());
        check(noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(DescribedPredicate.describe(
                        "mutable",
                        type -> type.getPackageName().equals("java.util.concurrent.atomic")
                                || type.isAssignableTo(ThreadLocal.class)
                                || type.isAssignableTo(StringBuilder.class))));
    }

    /// The rules above would hold of nothing at all.
    @Test
    void the_classes_are_found() {
        assertThat(CLASSES).hasSizeGreaterThan(50);
    }

    private static Row only(String name) {
        return new Row(name, Stream.of(name));
    }

    /// A row of the table: a package and those of ours that it may import.
    private record Row(String name, Stream<String> ours) {
        Row and(String... others) {
            return new Row(name, Stream.concat(ours, Stream.of(others)));
        }

        void sees(String... libraries) {
            Stream<String> packages = ours.map(own -> "dev.nikkan." + own + "..");
            String[] allowed = Stream.of(packages, Stream.of(JAVA_BASE), Stream.of(libraries))
                    .flatMap(Function.identity())
                    .toArray(String[]::new);
            check(classes()
                    .that()
                    .resideInAPackage("dev.nikkan." + name + "..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(allowed));
        }
    }

    private static DescribedPredicate<JavaCall<?>> isOneOf(Set<String> names) {
        return DescribedPredicate.describe("is one of " + names, call -> {
            CodeUnitCallTarget target = call.getTarget();
            return names.contains(target.getOwner().getFullName() + "." + target.getName());
        });
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
